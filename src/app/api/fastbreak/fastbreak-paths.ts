import * as errors from './errors/route.ts'
import * as health from './health/route.ts'
import * as dismiss from './opportunities/[id]/dismiss/route.ts'
import * as oneOpportunity from './opportunities/[id]/route.ts'
import * as take from './opportunities/[id]/take/route.ts'
import * as opportunities from './opportunities/route.ts'
import * as reconciliation from './reconciliation/route.ts'
import * as oneAlert from './risk/alerts/[id]/route.ts'
import * as alerts from './risk/alerts/route.ts'
import * as check from './risk/check/route.ts'
import * as confirm from './risk/emergency-stop/confirm/route.ts'
import * as resume from './risk/emergency-stop/resume/route.ts'
import * as stop from './risk/emergency-stop/route.ts'
import * as oneLimit from './risk/limits/[id]/route.ts'
import * as limits from './risk/limits/route.ts'
import * as spending from './risk/spending/route.ts'
import * as analysis from './scouting/analyze/route.ts'
import * as activate from './strategies/[id]/activate/route.ts'
import * as oneBacktest from './strategies/[id]/backtest/[backtest]/route.ts'
import * as backtest from './strategies/[id]/backtest/route.ts'
import * as pause from './strategies/[id]/pause/route.ts'
import * as resumeStrategy from './strategies/[id]/resume/route.ts'
import * as oneStrategy from './strategies/[id]/route.ts'
import * as versions from './strategies/[id]/versions/route.ts'
import * as strategies from './strategies/route.ts'
import * as trace from './traces/[request_id]/route.ts'
import * as amend from './trades/[id]/amend/route.ts'
import * as approve from './trades/[id]/approve/route.ts'
import * as cancel from './trades/[id]/cancel/route.ts'
import * as reject from './trades/[id]/reject/route.ts'
import * as release from './trades/[id]/release/route.ts'
import * as oneTrade from './trades/[id]/route.ts'
import * as settle from './trades/[id]/settle/route.ts'
import * as trades from './trades/route.ts'

/** Every route under /api/fastbreak, by the path that clients know. */
export const fastbreakPaths = {
  '/fastbreak/trades': trades,
  '/fastbreak/trades/{id}': oneTrade,
  '/fastbreak/trades/{id}/approve': approve,
  '/fastbreak/trades/{id}/reject': reject,
  '/fastbreak/trades/{id}/cancel': cancel,
  '/fastbreak/trades/{id}/settle': settle,
  '/fastbreak/trades/{id}/release': release,
  '/fastbreak/trades/{id}/amend': amend,
  '/fastbreak/scouting/analyze': analysis,
  '/fastbreak/opportunities': opportunities,
  '/fastbreak/opportunities/{id}': oneOpportunity,
  '/fastbreak/opportunities/{id}/take': take,
  '/fastbreak/opportunities/{id}/dismiss': dismiss,
  '/fastbreak/strategies': strategies,
  '/fastbreak/strategies/{id}': oneStrategy,
  '/fastbreak/strategies/{id}/versions': versions,
  '/fastbreak/strategies/{id}/activate': activate,
  '/fastbreak/strategies/{id}/pause': pause,
  '/fastbreak/strategies/{id}/resume': resumeStrategy,
  '/fastbreak/strategies/{id}/backtest': backtest,
  '/fastbreak/strategies/{id}/backtest/{backtest}': oneBacktest,
  '/fastbreak/risk/check': check,
  '/fastbreak/risk/limits': limits,
  '/fastbreak/risk/limits/{id}': oneLimit,
  '/fastbreak/risk/spending': spending,
  '/fastbreak/risk/alerts': alerts,
  '/fastbreak/risk/alerts/{id}': oneAlert,
  '/fastbreak/risk/emergency-stop': stop,
  '/fastbreak/risk/emergency-stop/resume': resume,
  '/fastbreak/risk/emergency-stop/confirm': confirm,
  '/fastbreak/reconciliation': reconciliation,
  '/fastbreak/traces/{request_id}': trace,
  '/fastbreak/errors': errors,
  '/fastbreak/health': health,
}
