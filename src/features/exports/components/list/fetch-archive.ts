import { saveAnswer } from '#src/components/files/save-answer.ts'

/** What the API takes in one request. */
export const mostInArchive = 50

/** Saves the files of several exports as one ZIP; answers why not. */
export function fetchArchive(ids: string[]): Promise<string | undefined> {
  return saveAnswer('/api/v1/exports/archive', { ids }, 'exports.zip')
}
