import { advisorBench } from './advisor.ts'
import { analyticsBench } from './analytics.ts'
import { compareBench } from './compared-rows.ts'
import { exportsBench } from './exports.ts'
import { forecastBench } from './forecast.ts'
import { importBench } from './import.ts'
import { latenessBench } from './lateness.ts'
import { listsBench } from './lists.ts'
import { onboardingBench } from './onboarding.ts'
import { pickupBench } from './pickup.ts'
import { recoveryBench } from './recovery.ts'
import { s3Bench } from './s3.ts'
import { spendBench } from './spend.ts'
import { stockBench } from './stock.ts'
import { workersBench } from './workers.ts'

// `npm run bench -- NAME [--rows N,N] [--runs N] [--json]`: starts a product of its own, measures, prints one table.
// `forecast`, `lateness` and `advisor` read `--data PATH` instead; they and `compare` need no product.

const benches = {
  advisor: advisorBench,
  pickup: pickupBench,
  recovery: recoveryBench,
  exports: exportsBench,
  analytics: analyticsBench,
  lists: listsBench,
  compare: compareBench,
  forecast: forecastBench,
  lateness: latenessBench,
  stock: stockBench,
  spend: spendBench,
  import: importBench,
  onboarding: onboardingBench,
  s3: s3Bench,
  workers: workersBench,
}

const [name = '', ...flags] = process.argv.slice(2)
const bench = benches[name as keyof typeof benches]
if (bench) await bench(flags)
else {
  console.error(`Say what to measure: npm run bench -- ${Object.keys(benches).join(' | ')}`)
  process.exitCode = 2
}
