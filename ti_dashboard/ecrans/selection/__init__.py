"""Preparing a choice of territories: an indicative ranking anyone can redo by hand; only ``vue*`` draws.

1. Each criterion is scaled to 0–1, 1 being the most fragile, over the territories whose value is known: by extent,
   ``(value − min) ÷ (max − min)``, or by rank, ``(mean rank − 1) ÷ (n − 1)``. ``bas`` turns it over. A criterion with
   one single value separates nobody: 0 for all. Territories excluded by hand stay in the scaling: excluding one does
   not move the others.
2. The score is the mean of the scaled criteria weighted by integers from 0 to 100.
3. A missing value is never replaced. Strict criterion: the territory is not ranked. Otherwise the criterion is ignored
   for this territory, its weight is carried over to the others, and the territory is marked.
4. Two scores closer than a billionth are a tie, said as such; the code of the territory then decides.
5. Manual picks come in first, with a reason. Then each region takes its best until its floor. Then the best of all,
   within the caps, until the number to keep. Among all the lists these bounds allow, none has a higher sum of scores.
"""
