import type { Metadata } from 'next'
import { connection } from 'next/server'
import { NotFoundMessage } from '#src/components/not-found-message.tsx'

export const metadata: Metadata = { title: 'Not found' }

/** Made for each request: the scripts of a page made beforehand would lack the nonce of the answer's policy. */
export default async function NotFound() {
  await connection()
  return (
    <main>
      <NotFoundMessage />
    </main>
  )
}
