/* P4: Peterson's algorithm, for ever; right, or with its two stores exchanged.
   spin [-DEXCHANGED] -a p4.pml */
bool interested[2];
byte turn, inside;

#define me _pid
#define other (1 - _pid)

active [2] proctype worker() {
  byte t;
  do
  ::
#ifdef EXCHANGED
     turn = other;
     interested[me] = true;
#else
     interested[me] = true;
     turn = other;
#endif
     do
     :: interested[other] ->
        if
        :: turn == other
        :: turn != other -> break
        fi
     :: !interested[other] -> break
     od;
     t = inside;
     atomic { inside = t + 1; t = 0 };
     assert(inside == 1);
     t = inside;
     atomic { inside = t - 1; t = 0 };
     interested[me] = false
  od
}
