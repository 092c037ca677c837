import { expect, it } from 'vitest'
import { toRule } from '../../../schedules/record/rule-input.ts'
import { newRule, patterns, type RuleDraft, toRuleInput } from './rule-draft.ts'

const now = new Date('2026-11-27T12:00:00Z')

it.each(patterns)('the form with "$label" says what the API takes', ({ value }) => {
  const draft: RuleDraft = { ...newRule('Europe/Berlin'), pattern: value, time: '06:15', month: 5 }
  const rule = toRule(toRuleInput(draft), { timeZone: 'UTC' }, now)
  expect(rule.timeZone).toBe('Europe/Berlin')
  expect(rule.cron).toBe(value === 'cron' ? '30 7 * * 1-5' : null)
  if (value === 'weekdays') expect(rule.weekdays).toHaveLength(5)
  if (value === 'yearly') expect(rule.month).toBe(5)
})
