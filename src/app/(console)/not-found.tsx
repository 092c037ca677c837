import type { Metadata } from 'next'
import { NotFoundMessage } from '#src/components/not-found-message.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function ConsoleNotFound() {
  return <NotFoundMessage />
}
