export const exportStatuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const
export type ExportStatus = (typeof exportStatuses)[number]

/** What a list can be narrowed to: `completed` has its file, `expired` had one, `unfinished` is queued or runs. */
export const listStatuses = [...exportStatuses, 'expired', 'unfinished'] as const
