import { AppError } from '#src/lib/errors.ts'

export type FileProblem = 'lost' | 'altered'

/** Throws where the stored file is known to be lost or altered. */
export function requireIntactFile(problem: string | null): void {
  if (problem === 'lost') throw fileProblemError('lost')
  if (problem === 'altered') throw fileProblemError('altered')
}

export function fileProblemError(problem: FileProblem): AppError {
  return problem === 'lost'
    ? new AppError('file_lost', 'The stored file is missing. Run the export again to get a new one.')
    : new AppError(
        'file_altered',
        'The stored file was changed after it was written, so it is not sent any more. Run the export again to get a new one.',
      )
}
