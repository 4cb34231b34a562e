/* P2: the same inside a lock.
   spin -DT=4 -DK=4 -a p2.pml */
byte x, done;
bool lock;

active [T] proctype worker() {
  byte i, t;
  do
  :: atomic { i < K && !lock -> lock = true };
     t = x;
     x = t + 1;
     atomic { lock = false; i++; t = 0 }
  :: atomic { i == K -> done++; assert(done < T || x == T * K) };
     break
  od
}
