import { RunError } from '../record/failures.ts'

/** Work with files of this machine or the storage, whose failures say so. */
export async function onStorage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new RunError(isDiskFull(error) ? 'storage_full' : 'storage_unavailable', error)
  }
}

export function isDiskFull(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' || /ENOSPC|EDQUOT/.test(message)
}
