import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  type IPolicy,
  noop,
  type Policy,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'
import { getMetrics } from '../metrics/metrics.ts'
import { BreakerRules } from './breaker-rules.ts'
import { RetryBudget } from './retry-budget.ts'

/** How something outside is asked. */
export interface DependencyRules {
  /** What it is, for the metrics. */
  kind: string
  /** Which of its kind. */
  id?: string
  /** How long one try may take; as long as it likes where left out. */
  callMs?: number
  /** How long all tries may take together. */
  wholeMs?: number
  /** Three where left out: for calls that may be repeated. */
  tries?: number
  /** Whether an error says that it is not well; a refusal says that it is. All do where left out. */
  isFailure?: (error: unknown) => boolean
  /** Whether an answer says so, such as a 503. */
  isBadAnswer?: (answer: unknown) => boolean
}

export interface Dependency {
  /** What `call` answers in the end; throws where `isLeftAlone` after too many failures. */
  ask: <T>(call: (signal: AbortSignal) => Promise<T>) => Promise<T>
  /** Since when it is left alone; undefined while it is asked. */
  openSince: () => Date | undefined
}

export const secondsLeftAlone = 10
const shortestPauseMs = 200
const longestPauseMs = 5_000

// Next bundles this module more than once in a process; a dependency must still have one policy.
const shared = globalThis as { __waybillDependencies?: Map<string, Dependency> }
shared.__waybillDependencies ??= new Map()
const dependencies = shared.__waybillDependencies

/** The dependency of these rules, which the first call for its kind and id has made. */
export function getDependency(rules: DependencyRules): Dependency {
  const name = `${rules.kind} ${rules.id ?? ''}`
  const known = dependencies.get(name) ?? defineDependency(rules)
  dependencies.set(name, known)
  return known
}

/** Whether nothing was asked, because too much has failed before. */
export function isLeftAlone(error: unknown): boolean {
  return error instanceof BrokenCircuitError
}

/** All dependencies of this process that are left alone. */
export function findLeftAlone(): { name: string; since: Date }[] {
  return [...dependencies].flatMap(([name, dependency]) => {
    const since = dependency.openSince()
    return since ? [{ name: name.trim(), since }] : []
  })
}

/** Time-out, retries, breaker and the time-out of a single try around each other, in this order. */
export function defineDependency(rules: DependencyRules): Dependency {
  const { kind, callMs, wholeMs, tries = 3, isFailure = () => true, isBadAnswer = () => false } = rules
  const labels = { dependency: kind }
  const { dependencyCalls, openBreakers } = getMetrics()
  const budget = new RetryBudget()
  let openSince: Date | undefined
  let failedAt = 0
  const failures = handleWhen(isFailure).orWhenResult(isBadAnswer)
  const breaker = circuitBreaker(failures, {
    halfOpenAfter: secondsLeftAlone * 1000,
    breaker: new BreakerRules(),
  })
  breaker.onStateChange((state) => {
    const isOpen = state === CircuitState.Open
    if (isOpen) failedAt = Date.now()
    if (isOpen && !openSince) openBreakers.inc(labels)
    if (state === CircuitState.Closed && openSince) openBreakers.dec(labels)
    // A probe that fails opens it again: it was never well in between.
    openSince = isOpen ? (openSince ?? new Date()) : state === CircuitState.Closed ? undefined : openSince
  })
  breaker.onSuccess(() => dependencyCalls.inc({ ...labels, outcome: 'ok' }))
  breaker.onFailure(() => dependencyCalls.inc({ ...labels, outcome: 'failed' }))
  const policy = wrap(within(wholeMs), retrying(tries, failures, budget), breaker, within(callMs))
  return {
    async ask(call) {
      budget.called()
      try {
        return await policy.execute(({ signal }) => call(signal))
      } catch (error) {
        if (isLeftAlone(error)) dependencyCalls.inc({ ...labels, outcome: 'left_alone' })
        throw error
      }
    },
    // Where nobody has asked since, the next call would be let through: it is not left alone any more.
    openSince: () => (Date.now() - failedAt < secondsLeftAlone * 1000 ? openSince : undefined),
  }
}

function within(ms: number | undefined): IPolicy {
  return ms === undefined ? noop : timeout(ms, TimeoutStrategy.Aggressive)
}

/** Full jitter, unless what failed says how long to wait; what wants longer than any pause is not asked again. */
function retrying(tries: number, failures: Policy, budget: RetryBudget): IPolicy {
  if (tries === 1) return noop
  const mayRepeat = (failed: unknown) => waitOf(failed) <= longestPauseMs && budget.take()
  const { errorFilter, resultFilter } = failures.options
  const policy = handleWhen((error) => !isLeftAlone(error) && errorFilter(error) && mayRepeat(error))
  return retry(
    policy.orWhenResult((answer) => resultFilter(answer) && mayRepeat(answer)),
    {
      maxAttempts: tries - 1,
      backoff: new DelegateBackoff(({ attempt, result }) => {
        const wanted = waitOf('error' in result ? result.error : result.value)
        const longest = Math.min(longestPauseMs, shortestPauseMs * 2 ** attempt)
        return wanted || shortestPauseMs + Math.random() * (longest - shortestPauseMs)
      }),
    },
  )
}

/** How long an answer or an error wants to be left alone, in milliseconds. */
function waitOf(failed: unknown): number {
  const { retryAfterSeconds } = (failed ?? {}) as { retryAfterSeconds?: unknown }
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : 0
}
