import { randomUUID } from 'node:crypto'
import { forgetTries, reserveTry } from '#src/lib/access/throttle.ts'
import { AppError } from '#src/lib/errors.ts'
import { log } from '#src/lib/log.ts'
import { sendMail } from '#src/lib/mail/mail.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { parseInput } from '#src/lib/operation/operation.ts'
import { type SharedFile, withSharedFile } from '../downloads/guests/service.ts'
import { signLink } from '../downloads/signed-link.ts'
import type { ExportFile } from '../record/schema.ts'
import { type Guest, readGuestLink } from '../sharing/guest-link.ts'
import { hashOf, isSameHash, newCode } from './code.ts'
import { countTry, saveCode, useCode } from './repository.ts'
import { codeInput, type GuestFile, type GuestLink, linkInput } from './schema.ts'

const codeMinutes = 10
const triesPerCode = 5
const downloadMinutes = 10
/** In a quarter of an hour. */
const limits = { codesOfLink: 5, codesOfAddress: 20, triesOfLink: 10, triesFromAddress: 40 }

interface Asked {
  requestId: string
  /** Where the request comes from. */
  address: string
}

/** Whose link it is. Throws `gone` when it opens nothing any more. */
export async function readGuest(input: unknown, { requestId }: Asked): Promise<GuestLink> {
  const guest = readGuestLink(parseInput(linkInput, input).link)
  return withSharedFile(guest, requestId, 'read only', async (_, { creator }) => ({
    email: guest.email,
    company: creator.tenantName,
  }))
}

/**
 * Sends a new code to the address of the link. At once and past the outbox, which would keep the code to read; when
 * the mail server is away, the person is told and asks again.
 */
export async function sendCode(input: unknown, { requestId }: Asked): Promise<{ minutes: number }> {
  const guest = readGuestLink(parseInput(linkInput, input).link)
  const code = newCode()
  const company = await withSharedFile(
    guest,
    requestId,
    'read only',
    async (_, { creator }) => creator.tenantName,
  )
  await reserveTry(
    [
      { key: `guest-codes:${guest.exportId}:${guest.email}`, limit: limits.codesOfLink },
      { key: `guest-codes:${guest.email}`, limit: limits.codesOfAddress },
    ],
    'codes',
  )
  await withSharedFile(guest, requestId, 'read write', async (tx, { creator: { tenantId } }) => {
    await saveCode(tx, { ...guest, tenantId, codeHash: hashOf(guest, code) }, codeMinutes)
    await note(tx, tenantId, requestId, guest, 'export.guest_code_sent')
  })
  await sendMail({
    id: randomUUID(),
    to: guest.email,
    subject: `Your code for a file from ${company}`,
    text: `${code} is your code to open the file that ${company} shared with you. It is good for ${codeMinutes} minutes, and once.\n\nIf you did not ask for it, you need not do anything.\n`,
  }).catch((error: unknown) => {
    log.warn({ err: error, exportId: guest.exportId }, 'the code of a guest was not sent')
    throw new AppError('unavailable', 'The email with the code could not be sent. Try again in a minute.', {
      retryAfterSeconds: 60,
      cause: error,
    })
  })
  return { minutes: codeMinutes }
}

/** Uses the code up, and offers the file for some minutes. */
export async function openFile(input: unknown, { requestId, address }: Asked): Promise<GuestFile> {
  const { link, code } = parseInput(codeInput, input)
  const guest = readGuestLink(link)
  const key = `guest:${guest.exportId}:${guest.email}`
  await reserveTry(
    [
      { key, limit: limits.triesOfLink },
      { key: `guest-from:${address}`, limit: limits.triesFromAddress },
    ],
    'tries',
  )
  // The try is counted for good before the code is looked at, whatever comes of it.
  const expected = await withSharedFile(guest, requestId, 'read write', (tx) =>
    countTry(tx, guest, triesPerCode),
  )
  const given = hashOf(guest, code)
  if (!expected || !isSameHash(expected, given)) throw wrongCode()
  const file = await withSharedFile(guest, requestId, 'read write', async (tx, shared) => {
    if (!(await useCode(tx, guest, given))) throw wrongCode()
    await note(tx, shared.creator.tenantId, requestId, guest, 'export.guest_code_used')
    return fileFor(guest, shared)
  })
  await forgetTries(key)
  return file
}

function fileFor({ email }: Guest, { row }: SharedFile): GuestFile {
  const [file] = row.files as [ExportFile]
  const expires = Math.floor(Date.now() / 1000) + downloadMinutes * 60
  return {
    export_name: row.exportName,
    file_name: file.name,
    bytes: file.bytes,
    rows: row.recordCount,
    kept_until: row.expiresAt?.toISOString() ?? null,
    download_url: signLink({ exportId: row.id, fileName: file.name, guest: email, expires }),
    expires_at: new Date(expires * 1000).toISOString(),
  }
}

function note(
  tx: Parameters<typeof writeAuditEntry>[0],
  tenantId: SharedFile['creator']['tenantId'],
  requestId: string,
  { exportId, email }: Guest,
  action: 'export.guest_code_sent' | 'export.guest_code_used',
): Promise<void> {
  const entry = { action, subjectType: 'export', subjectId: exportId, details: { recipient: email } }
  return writeAuditEntry(tx, { tenantId, requestId }, entry)
}

function wrongCode(): AppError {
  return new AppError(
    'forbidden',
    `This code is wrong or no longer good. After ${triesPerCode} tries or ${codeMinutes} minutes, ask for a new one.`,
  )
}
