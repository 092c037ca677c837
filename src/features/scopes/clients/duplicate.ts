import { AppError } from '#src/lib/errors.ts'

export function duplicate(clientNo: string): AppError {
  return new AppError(
    'duplicate',
    `Another client already has the number ${clientNo}. Choose another one, or change that client.`,
    { errors: [{ path: 'client_no', code: 'duplicate', message: 'is the number of another client' }] },
  )
}
