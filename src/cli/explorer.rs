//! Looking at every interleaving on a thread of its own, while the screen goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};

use crate::session::{Exploration, Explored};

/// States between two looks at the clock, at first; more where they go by quickly.
const SLICE: usize = 16;
const LARGEST_SLICE: usize = 1 << 13;
const OFTEN_ENOUGH: Duration = Duration::from_millis(20);
/// How often there is news of how far it is.
const NEWS: Duration = Duration::from_millis(100);
/// When what is known so far is listed first; and what of its time a search gives to that at most.
const FIRST_LIST: Duration = Duration::from_millis(300);
const SHARE: u32 = 12;
/// How long somebody who has nothing else to do waits for news.
const PATIENCE: Duration = Duration::from_millis(1);
/// Every thread that runs Python has this much.
const STACK: usize = 64 << 20;

/// A search under way; it ends with its value.
pub(crate) struct Background {
    news: Receiver<Explored>,
    stop: Arc<AtomicBool>,
    drop: Arc<AtomicBool>,
    is_over: bool,
}

impl Background {
    pub(crate) fn begin(exploration: Exploration) -> std::io::Result<Self> {
        let (sender, news) = crossbeam_channel::unbounded();
        let (stop, drop) = (Arc::default(), Arc::default());
        let work = Work {
            exploration,
            sender,
            stop: Arc::clone(&stop),
            drop: Arc::clone(&drop),
        };
        thread::Builder::new()
            .name("explorer".to_owned())
            .stack_size(STACK)
            .spawn(move || work.all())?;
        Ok(Self {
            news,
            stop,
            drop,
            is_over: false,
        })
    }

    /// What has been found by now, if there is anything new.
    pub(crate) fn hear(&mut self) -> Option<Explored> {
        let first = match self.news.recv_timeout(PATIENCE) {
            Ok(first) => Some(first),
            Err(crossbeam_channel::RecvTimeoutError::Timeout) => None,
            Err(crossbeam_channel::RecvTimeoutError::Disconnected) => {
                self.is_over = true;
                None
            }
        };
        first.into_iter().chain(self.news.try_iter()).last()
    }

    /// Whether there will be no more news.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Enough: what is known is told.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop();
        self.drop.store(true, Ordering::Relaxed);
    }
}

struct Work {
    exploration: Exploration,
    sender: Sender<Explored>,
    stop: Arc<AtomicBool>,
    drop: Arc<AtomicBool>,
}

impl Work {
    fn all(mut self) {
        let start = Instant::now();
        let (mut told, mut list) = (start, start + FIRST_LIST);
        let (mut slice, mut before) = (SLICE, start);
        while !self.exploration.is_over() && !self.drop.load(Ordering::Relaxed) {
            let stage = self.exploration.found().view.stage;
            self.exploration.advance(slice);
            let now = Instant::now();
            self.exploration.took((now - start).as_millis() as u64);
            if self.stop.load(Ordering::Relaxed) {
                self.exploration.stop();
            }
            let mut is_news = self.exploration.found().view.stage != stage;
            if now >= list {
                self.exploration.peek();
                list = now + (now.elapsed() * SHARE).max(FIRST_LIST);
                is_news = true;
            }
            if is_news || now >= told + NEWS {
                told = now;
                self.tell();
            }
            slice = if now - before < OFTEN_ENOUGH {
                (slice * 2).min(LARGEST_SLICE)
            } else {
                (slice / 2).max(1)
            };
            before = Instant::now();
        }
        self.tell();
    }

    fn tell(&self) {
        // Nobody listens any more where the scenario was closed.
        let _ = self.sender.send(self.exploration.found().clone());
    }
}
