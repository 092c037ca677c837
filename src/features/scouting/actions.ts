'use server'

import { answer } from '#src/lib/http/action.ts'
import type { AnalyzeInput } from './analysis/schema.ts'
import type { StartBacktestInput } from './backtests/schema.ts'
import { analyze } from './commands/analyze.ts'
import { changeStrategy } from './commands/change-strategy.ts'
import { createOffer } from './commands/create-offer.ts'
import { createStrategy } from './commands/create-strategy.ts'
import { dismissOpportunity } from './commands/dismiss-opportunity.ts'
import { activateStrategy, archiveStrategy, pauseStrategy, resumeStrategy } from './commands/move-strategy.ts'
import { startBacktest } from './commands/start-backtest.ts'
import { takeOpportunity } from './commands/take-opportunity.ts'
import type { CreateOfferInput } from './record/schema.ts'
import type { ChangeStrategyInput, CreateStrategyInput } from './strategies/schema.ts'

export async function analyzeAction(input: AnalyzeInput) {
  return answer(analyze, input)
}

export async function takeOpportunityAction(id: string) {
  return answer(takeOpportunity, { id })
}

export async function dismissOpportunityAction(id: string, reason: string) {
  return answer(dismissOpportunity, { id, reason })
}

export async function createOfferAction(input: CreateOfferInput) {
  return answer(createOffer, input)
}

export async function createStrategyAction(input: CreateStrategyInput) {
  return answer(createStrategy, input)
}

export async function changeStrategyAction(input: ChangeStrategyInput, version: number) {
  return answer(changeStrategy, input, version)
}

export async function activateStrategyAction(id: string) {
  return answer(activateStrategy, { id })
}

export async function pauseStrategyAction(id: string) {
  return answer(pauseStrategy, { id })
}

export async function resumeStrategyAction(id: string) {
  return answer(resumeStrategy, { id })
}

export async function archiveStrategyAction(id: string) {
  return answer(archiveStrategy, { id })
}

export async function startBacktestAction(input: StartBacktestInput) {
  return answer(startBacktest, input)
}
