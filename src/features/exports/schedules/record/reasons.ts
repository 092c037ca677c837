/** Why a schedule waits for a person. */
export const holds = {
  owner_inactive: {
    message: 'Its owner is no longer active.',
    action: 'Hand it over to an active admin.',
  },
  owner_demoted: {
    message: 'Its owner can no longer run schedules.',
    action: 'Hand it over to an admin, or give the owner the role back and resume it.',
  },
  rights_lost: {
    message: 'Its owner can no longer read this dataset.',
    action: 'Hand it over to someone who can, or give the owner the right back and resume it.',
  },
  request_outdated: {
    message: 'A column, filter or option that it uses no longer exists, or its owner can no longer see it.',
    action: 'Edit the schedule and replace what is missing.',
  },
  rule_outdated: {
    message: 'Its due times can no longer be calculated.',
    action: 'Choose the times and the time zone again.',
  },
} as const

export type HoldReason = keyof typeof holds

const skips: Record<string, string> = {
  overlap: 'Skipped: the previous run had not finished.',
  no_rows: 'Skipped: there were no rows.',
  downtime: 'Missed: no worker ran at that time.',
  downtime_policy: 'Missed: no worker ran at that time, and this schedule does not catch up.',
}

/** The sentence for what a run did not do; undefined when an older version had another reason. */
export function messageOf(reason: string): string | undefined {
  return reason in holds ? `On hold: ${holds[reason as HoldReason].message}` : skips[reason]
}

export function holdOf(reason: string): { message: string; action: string } {
  return holds[reason as HoldReason] ?? { message: 'It waits for an admin.', action: 'Resume it.' }
}
