/** Why a run did not end in a file: what to tell people, and whether another attempt can help. */
interface Failure {
  message: string
  /** The next step, as a sentence. */
  action: string
  isRetryable: boolean
}

const again = 'Run it again in a few minutes; if it fails again, tell your administrator the request id.'

export const failures = {
  creator_inactive: {
    message: 'The person or API key that asked for this export is no longer active.',
    action: 'Ask for it again as someone who may read this data.',
    isRetryable: false,
  },
  rights_lost: {
    message: 'The right to read this data was withdrawn before the export ran.',
    action: 'Ask an admin for the right, then run it again.',
    isRetryable: false,
  },
  request_outdated: {
    message: 'The dataset has changed since this was asked for: a column, filter or option no longer exists.',
    action: 'Start a new export from the current columns.',
    isRetryable: false,
  },
  query_failed: {
    message: 'The data could not be read.',
    action: again,
    isRetryable: true,
  },
  too_many_rows: {
    message: 'The result has more rows than this format can hold.',
    action: 'Choose Excel or CSV, or narrow the filters.',
    isRetryable: false,
  },
  row_count_mismatch: {
    message: 'The file did not hold exactly the rows that were read, so it was thrown away.',
    action: again,
    isRetryable: true,
  },
  encoder_failed: {
    message: 'A value in the data could not be written in this format.',
    action: 'Try another format; your administrator finds the value in the log by the request id.',
    isRetryable: true,
  },
  encoder_out_of_memory: {
    message: 'Writing this format took more memory than one export may use.',
    action: 'Narrow the filters, or choose CSV.',
    isRetryable: false,
  },
  storage_full: {
    message: 'The storage has no room for this file.',
    action: 'Ask your administrator to free space, then run it again.',
    isRetryable: true,
  },
  storage_unavailable: {
    message: 'The storage could not be reached.',
    action: again,
    isRetryable: true,
  },
  database_unavailable: {
    message: 'The database could not be reached.',
    action: again,
    isRetryable: true,
  },
  worker_lost: {
    message: 'The worker that wrote this export stopped three times before it was done.',
    action: 'Ask your administrator to look at the worker log, then run it again.',
    isRetryable: true,
  },
  internal: {
    message: 'Something went wrong while the file was written.',
    action: again,
    isRetryable: true,
  },
} as const satisfies Record<string, Failure>

export type FailureCode = keyof typeof failures

/** The failure as a client sees it; a code of an older version reads as `internal`. */
export function describeFailure(code: string): { code: string; message: string; action: string } {
  const { message, action } = code in failures ? failures[code as FailureCode] : failures.internal
  return { code, message, action }
}

/** A run's failure with its code; the cause is for the log only. */
export class RunError extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, cause?: unknown) {
    super(failures[code].message, { cause })
    this.name = 'RunError'
    this.code = code
  }
}
