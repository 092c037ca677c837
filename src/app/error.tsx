'use client'

import { ErrorMessage } from '#src/components/error-message.tsx'

interface Props {
  error: Error & { digest?: string }
  retry: () => void
}

export default function ErrorPage({ error, retry }: Props) {
  return (
    <main>
      <ErrorMessage reference={error.digest} onRetry={retry} />
    </main>
  )
}
