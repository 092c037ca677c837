'use client'

import { ErrorMessage } from '#src/components/error-message.tsx'

interface Props {
  error: Error & { digest?: string }
  retry: () => void
}

export default function ConsoleError({ error, retry }: Props) {
  return <ErrorMessage reference={error.digest} onRetry={retry} />
}
