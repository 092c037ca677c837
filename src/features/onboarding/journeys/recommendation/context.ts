import { type Role, roles } from '#src/lib/permissions.ts'

interface Situation {
  role: Role | null
  /** People of the company. */
  members: number
  done: number
  total: number
  startedAt: Date
  /** When the learner last did something in this journey. */
  lastAt: Date | undefined
  now: Date
  device: string | undefined
  locale: string | undefined
}

/** A choice is made from these numbers, each from 0 to 1 and under a name that can be explained. */
export function contextOf(situation: Situation): Record<string, number> {
  const { role, members, done, total, startedAt, lastAt, now, device, locale } = situation
  const hours = (since: Date) => Math.max(0, now.getTime() - since.getTime()) / 3_600_000
  return {
    always: 1,
    ...Object.fromEntries(roles.map((one) => [`role_${one}`, Number(role === one)])),
    company_size: Math.min(1, Math.log10(1 + members) / 3),
    share_done: total === 0 ? 0 : done / total,
    time_in_flow: saturated(hours(startedAt), 72),
    time_idle: saturated(hours(lastAt ?? startedAt), 24),
    on_phone: Number(device === 'phone'),
    reads_english: Number((locale ?? 'en').toLowerCase().startsWith('en')),
  }
}

/** 0 at 0, a half at `half`, and never quite 1. */
function saturated(value: number, half: number): number {
  return value / (value + half)
}
