/* P3: N philosophers eat R times; take one fork, take the other, put both back. By fork number, or naive: left first.
   spin -DN=7 -DR=2 [-DNAIVE] -a p3.pml */
bool taken[N];

proctype philosopher(byte first, second) {
  byte r;
  do
  :: atomic { r < R && !taken[first] -> taken[first] = true };
     atomic { !taken[second] -> taken[second] = true };
     taken[second] = false;
     atomic { taken[first] = false; r++ }
  :: r == R -> break
  od
}

init {
  byte left;
  atomic {
    do
    :: left < N - 1 -> run philosopher(left, left + 1); left++
    :: else -> break
    od;
#ifdef NAIVE
    run philosopher(N - 1, 0)
#else
    run philosopher(0, N - 1)
#endif
  }
}
