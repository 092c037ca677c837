/** Why a run did not end in a file: what to tell people, and whether another attempt can help. */
interface Failure {
  message: string
  /** The next step, as a sentence. */
  action: string
  isRetryable: boolean
  /** The same request must fail the same way, so people are not offered to retry it. */
  isInRequest?: true
  /** It is no fault of the export, so that it does not count against its attempts. */
  isNotCharged?: true
}

const again = 'Retry in a few minutes. If it fails again, send your administrator the request ID.'

export const failures = {
  creator_inactive: {
    message: 'The person or API key that requested this export is no longer active.',
    action: 'Request it again as someone who may read this data.',
    isRetryable: false,
  },
  rights_lost: {
    message: 'Your right to read this data was withdrawn before the export ran.',
    action: 'Ask an admin for access, then retry.',
    isRetryable: false,
  },
  request_outdated: {
    message: 'The dataset has changed since this was requested: a column, filter or option no longer exists.',
    action: 'Start a new export with the current columns.',
    isRetryable: false,
    isInRequest: true,
  },
  query_failed: {
    message: 'The data could not be read.',
    action: again,
    isRetryable: true,
  },
  too_many_rows: {
    message: 'The result has more rows than this format can hold.',
    action: 'Choose CSV, Excel, JSON, NDJSON or Parquet instead, or narrow the filters.',
    isRetryable: false,
    isInRequest: true,
  },
  snapshot_gone: {
    message: 'The rows of the original export are no longer kept, so no other format can be made from them.',
    action: 'Run the original export again to get current data.',
    isRetryable: false,
    isInRequest: true,
  },
  keys_not_unique: {
    message: 'Two rows have the same key, so the changes since the last run cannot be told.',
    action: 'Turn off “Only changes” for this schedule to get whole files.',
    isRetryable: false,
    isInRequest: true,
  },
  row_count_mismatch: {
    message: 'The file did not hold exactly the rows that were read, so it was discarded.',
    action: again,
    isRetryable: true,
  },
  encoder_failed: {
    message: 'A value in the data could not be written in this format.',
    action: 'Try another format. Your administrator can find the value in the log by the request ID.',
    isRetryable: true,
  },
  encoder_out_of_memory: {
    message: 'This format needed more memory than one export may use.',
    action: 'Narrow the filters, or choose CSV.',
    isRetryable: false,
  },
  encoder_killed: {
    message: 'The server stopped the program that wrote the file, most likely because it ran out of memory.',
    action: again,
    isRetryable: true,
  },
  storage_full: {
    message: 'The storage is full, so the file could not be saved.',
    action: 'Ask your administrator to free space, then retry.',
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
    isNotCharged: true,
  },
  source_unreachable: {
    message: 'The database that these rows are in could not be reached.',
    action: 'Check the source under Data, then retry.',
    isRetryable: true,
  },
  source_auth_failed: {
    message: 'The database that these rows are in did not accept the user or the password.',
    action: 'Ask an admin to enter the connection of the source again, then retry.',
    isRetryable: false,
  },
  source_permission_denied: {
    message: 'The user of the source may not read this table, or one of its columns.',
    action: 'Ask the administrator of that database for the right to read it, then retry.',
    isRetryable: false,
  },
  source_timeout: {
    message: 'The database that these rows are in took too long to answer.',
    action: 'Narrow the filters, or allow the source more time, then retry.',
    isRetryable: true,
  },
  source_conflict: {
    message: 'The database is a replica and ended the reading to catch up with its primary.',
    action: 'Retry in a few minutes.',
    isRetryable: true,
  },
  source_changed: {
    message: 'The table has changed since its dataset was defined.',
    action: 'Ask an admin to update the dataset, then start a new export.',
    isRetryable: false,
    isInRequest: true,
  },
  worker_lost: {
    message: 'The worker stopped three times while it wrote this export.',
    action: 'Ask your administrator to check the worker log, then retry.',
    isRetryable: true,
  },
  internal: {
    message: 'Something went wrong while the file was written.',
    action: again,
    isRetryable: true,
  },
} as const satisfies Record<string, Failure>

export type FailureCode = keyof typeof failures

const toldByRun = new Set(['too_many_rows', 'request_outdated'])

/** The failure as a client sees it; a code of an older version reads as `internal`. */
export function describeFailure(
  code: string,
  stored: string | null = null,
): { code: string; message: string; action: string } {
  const { message, action } = failureOf(code)
  // These alone say what was so in their run: a number of rows, a host, a column.
  const isToldByRun = toldByRun.has(code) || code.startsWith('source_')
  return { code, message: isToldByRun ? (stored ?? message) : message, action }
}

/** Whether the same request may succeed later. */
export function isWorthRetrying(code: string): boolean {
  return !failureOf(code).isInRequest
}

/** Whether an attempt that failed so counts against the export. */
export function isCharged(code: string): boolean {
  return !failureOf(code).isNotCharged
}

function failureOf(code: string): Failure {
  return code in failures ? failures[code as FailureCode] : failures.internal
}

export function isFailureCode(code: string): code is FailureCode {
  return code in failures
}

/** A run's failure with its code; the cause is for the log only. */
export class RunError extends Error {
  readonly code: FailureCode

  /** `message` instead of the code's own, where the run knows more. */
  constructor(code: FailureCode, cause?: unknown, message: string = failures[code].message) {
    super(message, { cause })
    this.name = 'RunError'
    this.code = code
  }
}
