import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Why a form was not accepted, where no field of it is to blame; nothing without a problem. */
export function FormProblem({ children }: { children?: ReactNode }) {
  if (!children) return null
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      {children}
    </Alert>
  )
}
