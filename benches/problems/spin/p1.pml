/* P1: T threads add one to x, K times each, by a separate read and write.
   spin -DT=4 -DK=4 -a p1.pml
   The loop counter moves along with the write, and t is forgotten once it is written: nobody else could notice either. */
byte x;

active [T] proctype worker() {
  byte i, t;
  do
  :: atomic { i < K -> t = x };
     atomic { x = t + 1; i++; t = 0 }
  :: else -> break
  od
}
