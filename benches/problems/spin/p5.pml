/* P5: P producers and C consumers move M items each through a buffer of 2, with one lock and two conditions. A condition
   wakes whoever waits longest. Asked is only whether they can get stuck: to look at the buffer at the end, which is empty
   where all have ended, would cost states.
   spin -DP=3 -DC=3 -DM=2 -a p5.pml */
bool lock;
byte buffer;
chan not_full = [P] of { pid };
chan not_empty = [C] of { pid };
bool woken[P + C];

inline acquire() {
  atomic { !lock -> lock = true }
}

inline wait(condition) {
  atomic { condition ! _pid; lock = false };
  atomic { woken[_pid] && !lock -> woken[_pid] = false; lock = true }
}

inline notify(condition) {
  atomic {
    if
    :: nempty(condition) -> condition ? who; woken[who] = true; who = 0
    :: empty(condition)
    fi
  }
}

active [P] proctype producer() {
  byte i;
  pid who;
  do
  :: i < M ->
     acquire();
     do
     :: buffer == 2 -> wait(not_full)
     :: buffer < 2 -> break
     od;
     buffer++;
     notify(not_empty);
     atomic { lock = false; i++ }
  :: i == M -> break
  od
}

active [C] proctype consumer() {
  byte i;
  pid who;
  do
  :: i < M ->
     acquire();
     do
     :: buffer == 0 -> wait(not_empty)
     :: buffer > 0 -> break
     od;
     buffer--;
     notify(not_full);
     atomic { lock = false; i++ }
  :: i == M -> break
  od
}
