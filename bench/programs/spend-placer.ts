import { setTimeout as sleep } from 'node:timers/promises'
import { placeTrades } from '#src/features/spend/upkeep/sweeps.ts'

// What a worker does with reserved trades, over and over until it is killed. What fails is left to the next round.

for (;;) if ((await placeTrades().catch(() => 0)) === 0) await sleep(50)
