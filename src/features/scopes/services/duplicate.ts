import { AppError } from '#src/lib/errors.ts'

export function duplicate(name: string): AppError {
  return new AppError('duplicate', `There is a service “${name}” already.`, {
    errors: [{ path: 'services_name', code: 'duplicate', message: 'is the name of another service' }],
  })
}
