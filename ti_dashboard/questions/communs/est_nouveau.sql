-- rule: est_nouveau(fait): happened, or was told, after the earlier arrêté ($cloture: the last day it retains)
fait.date_effet > $anterieur OR fait.date_connaissance > $cloture
