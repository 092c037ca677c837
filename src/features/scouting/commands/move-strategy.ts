import { defineCommand } from '#src/lib/operation/operation.ts'
import { strategyById, strategyResource } from '../strategies/schema.ts'
import { moved } from '../strategies/service.ts'

const kind = {
  permission: 'trading.strategies.update',
  input: strategyById,
  output: strategyResource,
} as const

export const activateStrategy = defineCommand({
  ...kind,
  name: 'scouting.strategies.activate',
  summary: 'Let a draft choose; one with autonomy auto asks for money from then on.',
  onlyPeople: true,
  run: (given) => moved(given, given.input.id, 'activated'),
})

export const pauseStrategy = defineCommand({
  ...kind,
  name: 'scouting.strategies.pause',
  summary: 'Keep a strategy from buying, from the next decision on.',
  run: (given) => moved(given, given.input.id, 'paused'),
})

export const resumeStrategy = defineCommand({
  ...kind,
  name: 'scouting.strategies.resume',
  summary: 'Let a paused strategy choose again.',
  onlyPeople: true,
  run: (given) => moved(given, given.input.id, 'resumed'),
})

export const archiveStrategy = defineCommand({
  ...kind,
  name: 'scouting.strategies.archive',
  summary: 'Put a strategy away for good; what it bought stays.',
  run: (given) => moved(given, given.input.id, 'archived'),
})
