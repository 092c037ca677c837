import { accountSweeps } from '#src/features/accounts/sweeps.ts'
import { indexSearch } from '#src/features/database-advisor/advising/sweeps.ts'
import { queryPlans } from '#src/features/database-advisor/plans/sweeps.ts'
import { indexRules } from '#src/features/database-advisor/rules/sweeps.ts'
import { databaseSamples } from '#src/features/database-advisor/sampling/sweeps.ts'
import { drift } from '#src/features/datasets/custom/drift/sweeps.ts'
import { deltaSweeps } from '#src/features/exports/deltas/sweeps.ts'
import { overdueDeliveries } from '#src/features/exports/destinations/runs/sweeps.ts'
import { undecidedApprovals } from '#src/features/exports/governance/sweeps.ts'
import { expiredGuestCodes } from '#src/features/exports/guest-codes/sweeps.ts'
import { exportSweeps } from '#src/features/exports/runs/sweeps.ts'
import { dueSchedules } from '#src/features/exports/schedules/sweeps.ts'
import { forecastScores } from '#src/features/forecasting/accuracy/sweeps.ts'
import { oddPrices } from '#src/features/forecasting/anomalies/sweeps.ts'
import { lostForecasts } from '#src/features/forecasting/runs/sweeps.ts'
import { importSweeps } from '#src/features/imports/runs/sweeps.ts'
import { inventorySweeps } from '#src/features/inventory/upkeep/sweeps.ts'
import { overdueMails } from '#src/features/mail/sweeps.ts'
import { onboardingSweeps } from '#src/features/onboarding/learning/sweeps.ts'
import { dueOutlooks } from '#src/features/purchasing/reorder/sweeps.ts'
import { lostBacktests } from '#src/features/scouting/backtests/sweeps.ts'
import { scoutingSweeps } from '#src/features/scouting/upkeep/sweeps.ts'
import { dueRfps } from '#src/features/sourcing/closing/sweeps.ts'
import { spendSweeps } from '#src/features/spend/upkeep/sweeps.ts'
import { latenessSweeps } from '#src/features/supplier-performance/runs/sweeps.ts'
import type { Sweep } from '#src/lib/jobs/sweep.ts'

/** Everything that workers do without being asked. */
export const sweeps: readonly Sweep[] = [
  ...exportSweeps,
  ...deltaSweeps,
  expiredGuestCodes,
  undecidedApprovals,
  dueSchedules,
  overdueMails,
  overdueDeliveries,
  ...accountSweeps,
  ...inventorySweeps,
  ...spendSweeps,
  ...scoutingSweeps,
  lostBacktests,
  lostForecasts,
  forecastScores,
  oddPrices,
  ...latenessSweeps,
  databaseSamples,
  queryPlans,
  indexRules,
  indexSearch,
  ...importSweeps,
  dueRfps,
  dueOutlooks,
  drift,
  ...onboardingSweeps,
]
