//! The format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, read and obeyed as
//! CPython's `formatter_unicode.c` does, errors included.

use crate::machine::text::float_repr::{self, Options, Style};

/// What is wrong with a specification, or with using it for this value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    Value(String),
    Overflow(String),
}

fn wrong<A>(words: impl Into<String>) -> Result<A, Problem> {
    Err(Problem::Value(words.into()))
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    fill: char,
    align: char,
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    width: Option<usize>,
    /// `,` or `_`
    grouping: Option<char>,
    precision: Option<usize>,
    /// `None` where a float is given none.
    kind: Option<char>,
}

/// A number in pieces, before it is padded.
#[derive(Clone, Copy, Debug, Default)]
struct Pieces<'t> {
    negative: bool,
    prefix: &'t str,
    digits: &'t str,
    /// From the point on; or all of it, where there are no digits to group.
    rest: &'t str,
}

impl Spec {
    pub(crate) fn for_text(spec: &str, kind: &str) -> Result<Self, Problem> {
        Self::parse(spec, Some('s'), '<', kind)
    }

    pub(crate) fn for_number(spec: &str, kind: &str, is_float: bool) -> Result<Self, Problem> {
        Self::parse(spec, (!is_float).then_some('d'), '>', kind)
    }

    fn parse(
        text: &str,
        default_kind: Option<char>,
        default_align: char,
        class: &str,
    ) -> Result<Self, Problem> {
        let characters: Vec<char> = text.chars().collect();
        let mut at = 0;
        let peek = |at: usize| characters.get(at).copied();
        let is_align = |character: Option<char>| matches!(character, Some('<' | '>' | '=' | '^'));
        let mut spec = Self {
            fill: ' ',
            align: default_align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: None,
            precision: None,
            kind: default_kind,
        };
        let (mut filled, mut aligned) = (false, false);
        if is_align(peek(1)) {
            (spec.fill, spec.align) = (characters[0], characters[1]);
            (filled, aligned) = (true, true);
            at = 2;
        } else if is_align(peek(0)) {
            spec.align = characters[0];
            aligned = true;
            at = 1;
        }
        if let Some(sign @ ('+' | '-' | ' ')) = peek(at) {
            spec.sign = Some(sign);
            at += 1;
        }
        if peek(at) == Some('z') {
            spec.no_negative_zero = true;
            at += 1;
        }
        if peek(at) == Some('#') {
            spec.alternate = true;
            at += 1;
        }
        if !filled && peek(at) == Some('0') {
            spec.fill = '0';
            if !aligned && default_align == '>' {
                spec.align = '=';
            }
            at += 1;
        }
        spec.width = read_integer(&characters, &mut at)?;
        if peek(at) == Some(',') {
            spec.grouping = Some(',');
            at += 1;
        }
        if peek(at) == Some('_') {
            if spec.grouping.is_some() {
                return wrong("Cannot specify both ',' and '_'.");
            }
            spec.grouping = Some('_');
            at += 1;
        }
        if peek(at) == Some(',') && spec.grouping == Some('_') {
            return wrong("Cannot specify both ',' and '_'.");
        }
        if peek(at) == Some('.') {
            at += 1;
            spec.precision = read_integer(&characters, &mut at)?;
            if spec.precision.is_none() {
                return wrong("Format specifier missing precision");
            }
        }
        match characters.len() - at {
            0 => {}
            1 => spec.kind = Some(characters[at]),
            _ => {
                return wrong(format!(
                    "Invalid format specifier '{text}' for object of type '{class}'"
                ));
            }
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    fn check_grouping(&self) -> Result<(), Problem> {
        let Some(separator) = self.grouping else {
            return Ok(());
        };
        match self.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            Some(kind @ '!'..='\x7f') => {
                wrong(format!("Cannot specify '{separator}' with '{kind}'."))
            }
            Some(kind) => wrong(format!(
                "Cannot specify '{separator}' with '\\x{:x}'.",
                kind as u32
            )),
        }
    }

    /// How many bytes it may ask for, to be reserved beforehand.
    pub(crate) fn room(&self) -> usize {
        let precision = match self.kind {
            Some('s' | 'c') => 0,
            _ => self.precision.unwrap_or(0),
        };
        let width = self.width.unwrap_or(0).saturating_mul(4);
        width.saturating_add(precision)
    }

    pub(crate) fn unknown_type(&self, class: &str) -> Problem {
        let words = match self.kind {
            Some(kind @ '!'..='\x7f') => {
                format!("Unknown format code '{kind}' for object of type '{class}'")
            }
            Some(kind) => format!(
                "Unknown format code '\\x{:x}' for object of type '{class}'",
                kind as u32
            ),
            None => unreachable!("the default kind is known"),
        };
        Problem::Value(words)
    }

    /// Whether text can be formatted so.
    pub(crate) fn check_text(&self, class: &str) -> Result<(), Problem> {
        if self.kind != Some('s') {
            return Err(self.unknown_type(class));
        }
        match self.sign {
            Some(' ') => return wrong("Space not allowed in string format specifier"),
            Some(_) => return wrong("Sign not allowed in string format specifier"),
            None => {}
        }
        if self.no_negative_zero {
            return wrong("Negative zero coercion (z) not allowed in string format specifier");
        }
        if self.alternate {
            return wrong("Alternate form (#) not allowed in string format specifier");
        }
        if self.align == '=' {
            return wrong("'=' alignment not allowed in string format specifier");
        }
        Ok(())
    }

    /// A text under this specification, which fits.
    pub(crate) fn text(&self, text: &str) -> String {
        let text = match self.precision {
            Some(precision) => text
                .char_indices()
                .nth(precision)
                .map_or(text, |(cut, _)| &text[..cut]),
            None => text,
        };
        let missing = self.width.unwrap_or(0).saturating_sub(text.chars().count());
        let (left, right) = match self.align {
            '>' => (missing, 0),
            '^' => (missing / 2, missing - missing / 2),
            _ => (0, missing),
        };
        let mut out = String::with_capacity(text.len() + missing * self.fill.len_utf8());
        out.extend(std::iter::repeat_n(self.fill, left));
        out.push_str(text);
        out.extend(std::iter::repeat_n(self.fill, right));
        out
    }

    /// An int is to be written as a float.
    pub(crate) fn wants_float(&self) -> bool {
        matches!(self.kind, Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%'))
    }

    pub(crate) fn wants_character(&self) -> bool {
        self.kind == Some('c')
    }

    /// The base of an int's digits.
    pub(crate) fn base(&self) -> Option<u32> {
        match self.kind {
            Some('b') => Some(2),
            Some('o') => Some(8),
            Some('d' | 'n') => Some(10),
            Some('x' | 'X') => Some(16),
            _ => None,
        }
    }

    pub(crate) fn check_integer(&self) -> Result<(), Problem> {
        if self.precision.is_some() {
            return wrong("Precision not allowed in integer format specifier");
        }
        if self.no_negative_zero {
            return wrong("Negative zero coercion (z) not allowed in integer format specifier");
        }
        Ok(())
    }

    /// An int by its digits in the base asked for.
    pub(crate) fn integer(&self, negative: bool, digits: &str) -> String {
        let prefix = match (self.alternate, self.kind) {
            (true, Some('b')) => "0b",
            (true, Some('o')) => "0o",
            (true, Some('x')) => "0x",
            (true, Some('X')) => "0X",
            _ => "",
        };
        let capitals = if self.kind == Some('X') {
            Some(digits.to_ascii_uppercase())
        } else {
            None
        };
        self.number(Pieces {
            negative,
            prefix,
            digits: capitals.as_deref().unwrap_or(digits),
            rest: "",
        })
    }

    pub(crate) fn check_character(&self) -> Result<(), Problem> {
        self.check_integer()?;
        if self.sign.is_some() {
            return wrong("Sign not allowed with integer format specifier 'c'");
        }
        if self.alternate {
            return wrong("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        Ok(())
    }

    /// `c`: the character with this code; `None` where the code does not fit 64 bits.
    pub(crate) fn character(&self, code: Option<i64>) -> Result<String, Problem> {
        let Some(code) = code else {
            return Err(Problem::Overflow(
                "Python int too large to convert to C long".into(),
            ));
        };
        let Some(character) = u32::try_from(code).ok().and_then(char::from_u32) else {
            return Err(Problem::Overflow("%c arg not in range(0x110000)".into()));
        };
        Ok(self.number(Pieces {
            rest: character.encode_utf8(&mut [0; 4]),
            ..Pieces::default()
        }))
    }

    /// Whether a float can be formatted so.
    pub(crate) fn check_float(&self, class: &str) -> Result<(), Problem> {
        if !matches!(
            self.kind,
            None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')
        ) {
            return Err(self.unknown_type(class));
        }
        if self
            .precision
            .is_some_and(|precision| precision > i32::MAX as usize)
        {
            return wrong("precision too big");
        }
        Ok(())
    }

    /// A float under this specification.
    pub(crate) fn float(&self, number: f64, class: &str) -> Result<String, Problem> {
        let precision = self.precision.unwrap_or(6);
        let mut number = number;
        let mut options = Options {
            alternate: self.alternate,
            no_negative_zero: self.no_negative_zero,
            add_point_zero: false,
        };
        let style = match self.kind {
            None => {
                options.add_point_zero = true;
                self.precision.map_or(Style::Shortest, Style::General)
            }
            Some('e' | 'E') => Style::Exponent(precision),
            Some('f' | 'F') => Style::Fixed(precision),
            Some('g' | 'G' | 'n') => Style::General(precision),
            Some('%') => {
                number *= 100.0;
                Style::Fixed(precision)
            }
            Some(_) => return Err(self.unknown_type(class)),
        };
        let mut text = float_repr::write(number, style, options);
        if matches!(self.kind, Some('E' | 'F' | 'G')) {
            text.make_ascii_uppercase();
        }
        if self.kind == Some('%') {
            text.push('%');
        }
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        let digits = text
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(text.len());
        Ok(self.number(Pieces {
            negative,
            prefix: "",
            digits: &text[..digits],
            rest: &text[digits..],
        }))
    }

    /// Groups, pads and joins.
    fn number(&self, pieces: Pieces<'_>) -> String {
        let sign = match (self.sign, pieces.negative) {
            (_, true) => "-",
            (Some('+'), false) => "+",
            (Some(' '), false) => " ",
            _ => "",
        };
        let beside = sign.len() + pieces.prefix.len() + pieces.rest.chars().count();
        let width = self.width.unwrap_or(0);
        let least = if self.fill == '0' && self.align == '=' {
            width.saturating_sub(beside)
        } else {
            0
        };
        let grouped = if pieces.digits.is_empty() {
            String::new()
        } else {
            self.group(pieces.digits, least)
        };
        let missing = width.saturating_sub(beside + grouped.len());
        let (left, inside, right) = match self.align {
            '<' => (0, 0, missing),
            '^' => (missing / 2, 0, missing - missing / 2),
            '=' => (0, missing, 0),
            _ => (missing, 0, 0),
        };
        let size = missing * self.fill.len_utf8() + beside + grouped.len();
        let mut out = String::with_capacity(size);
        out.extend(std::iter::repeat_n(self.fill, left));
        out.push_str(sign);
        out.push_str(pieces.prefix);
        out.extend(std::iter::repeat_n(self.fill, inside));
        out.push_str(&grouped);
        out.push_str(pieces.rest);
        out.extend(std::iter::repeat_n(self.fill, right));
        out
    }

    /// Digits in groups of three (four, where a digit is some bits), led by zeros up to a width; a separator is
    /// never the first character, so the result may be one wider.
    fn group(&self, digits: &str, width: usize) -> String {
        let Some(separator) = self.grouping else {
            let zeros = width.saturating_sub(digits.len());
            let mut out = "0".repeat(zeros);
            out.push_str(digits);
            return out;
        };
        let size = match self.kind {
            Some('b' | 'o' | 'x' | 'X') => 4,
            _ => 3,
        };
        let mut backwards: Vec<u8> = Vec::with_capacity(width.max(digits.len() * 4 / 3) + 1);
        let mut left = digits.bytes().rev();
        let (mut remaining, mut width) = (digits.len(), width);
        let mut in_group = 0;
        while remaining > 0 || width > 0 {
            if in_group == size {
                backwards.push(separator as u8);
                in_group = 0;
                width = width.saturating_sub(1);
                if remaining == 0 && width == 0 {
                    // The separator took the last place: a zero must stand before it.
                    backwards.push(b'0');
                    break;
                }
            }
            backwards.push(left.next().unwrap_or(b'0'));
            remaining = remaining.saturating_sub(1);
            width = width.saturating_sub(1);
            in_group += 1;
        }
        backwards.reverse();
        String::from_utf8(backwards).expect("digits and separators are ASCII")
    }
}

/// A decimal number, if one begins here.
fn read_integer(characters: &[char], at: &mut usize) -> Result<Option<usize>, Problem> {
    let start = *at;
    let mut number: usize = 0;
    while let Some(digit) = characters
        .get(*at)
        .and_then(|&character| crate::machine::text::unicode::decimal(character))
    {
        number = number
            .checked_mul(10)
            .and_then(|number| number.checked_add(usize::from(digit)))
            .filter(|&number| isize::try_from(number).is_ok())
            .ok_or_else(|| Problem::Value("Too many decimal digits in format string".into()))?;
        *at += 1;
    }
    Ok((*at > start).then_some(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::text::float_repr;

    /// A value's kind, the value, the specification, and what CPython makes of it.
    fn check(line: &str) {
        let [kind, value, spec, outcome, expected] = line
            .split('\t')
            .collect::<Vec<_>>()
            .try_into()
            .expect("five columns");
        let answer = match kind {
            "f" => float(value, spec),
            "i" => integer(value, spec),
            _ => Spec::for_text(spec, "str").and_then(|spec| {
                spec.check_text("str")?;
                Ok(spec.text(value))
            }),
        };
        let (name, words) = match answer {
            Ok(text) => ("ok", text),
            Err(Problem::Value(words)) => ("ValueError", words),
            Err(Problem::Overflow(words)) => ("OverflowError", words),
        };
        assert_eq!((name, words.as_str()), (outcome, expected), "{line:?}");
    }

    fn float(value: &str, spec: &str) -> Result<String, Problem> {
        let number: f64 = value.parse().expect("a float");
        if spec.is_empty() {
            return Ok(float_repr::repr(number));
        }
        let spec = Spec::for_number(spec, "float", true)?;
        spec.check_float("float")?;
        spec.float(number, "float")
    }

    fn integer(value: &str, spec: &str) -> Result<String, Problem> {
        if spec.is_empty() {
            return Ok(value.to_string());
        }
        let number: num_bigint::BigInt = value.parse().expect("an int");
        let spec = Spec::for_number(spec, "int", false)?;
        if spec.wants_float() {
            return spec.float(
                crate::machine::number::integer::to_f64(&number).expect("not too large"),
                "int",
            );
        }
        if spec.wants_character() {
            spec.check_character()?;
            return spec.character(i64::try_from(&number).ok());
        }
        let base = spec.base().ok_or_else(|| spec.unknown_type("int"))?;
        spec.check_integer()?;
        let digits = number.magnitude().to_str_radix(base);
        Ok(spec.integer(number.sign() == num_bigint::Sign::Minus, &digits))
    }

    #[test]
    fn numbers_and_text_are_formatted_as_cpython_formats_them() {
        let cases = include_str!("../../../tests/text/format_spec.tsv");
        cases.lines().for_each(check);
        if let Ok(more) = std::env::var("RACEWALK_FORMAT_CASES") {
            std::fs::read_to_string(more)
                .expect("the file of further cases")
                .lines()
                .for_each(check);
        }
    }
}
