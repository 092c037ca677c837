import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { env } from '../env.ts'

export interface Mail {
  /** Names the message: a repeat carries the same Message-ID, so that mail servers can drop it. */
  id: string
  to: string
  subject: string
  text: string
  /** Where a mail program stops mails like this one with a POST (RFC 8058). */
  unsubscribeUrl?: string | null | undefined
  attachment?: Attachment | undefined
}

export interface Attachment {
  name: string
  mediaType: string
  content: Readable
}

export type MailRefusal = 'address' | 'message' | 'sender'

/**
 * What the server refused for good, as opposed to not just now. A refused sign-in or sender is a fault of the
 * settings, which somebody may put right: no reason to give up the mail.
 */
export function refusalOf(error: unknown): MailRefusal | undefined {
  const { responseCode = 0, command } = error as { responseCode?: number; command?: string }
  if (responseCode < 500) return undefined
  return command === 'RCPT TO' ? 'address' : command === 'DATA' ? 'message' : 'sender'
}

/** Sends through SMTP_URL, or without one writes the message as an .eml file into MAIL_DIR. */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM, APP_URL } = env()
  const message = {
    from: MAIL_FROM,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.id}@${new URL(APP_URL).hostname}>`,
    ...(mail.unsubscribeUrl ? { headers: unsubscribeHeaders(mail.unsubscribeUrl) } : {}),
    ...(mail.attachment ? { attachments: [attachmentOf(mail.attachment)] } : {}),
  }
  if (SMTP_URL) {
    await transportFor(SMTP_URL).sendMail(message)
    return
  }
  const written = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(
    message,
  )
  await writeWhole(`${mail.id}.eml`, written.message as Buffer)
}

function unsubscribeHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

function attachmentOf({ name, mediaType, content }: Attachment) {
  return { filename: name, contentType: mediaType, content }
}

let pooled: ReturnType<typeof createTransport> | undefined

/**
 * One for the process: it keeps its connections open between mails, and gives up on a silent server. It repeats
 * nothing by itself: a server that takes a message and hangs up would get it six times.
 */
function transportFor(url: string): ReturnType<typeof createTransport> {
  const connectionTimeout = env().SMTP_TIMEOUT_SECONDS * 1_000
  const timeouts = {
    connectionTimeout,
    greetingTimeout: connectionTimeout,
    socketTimeout: 3 * connectionTimeout,
  }
  const options = { url, pool: true, maxConnections: 2, maxRequeues: 0, ...timeouts }
  pooled ??= createTransport(options as object) as ReturnType<typeof createTransport>
  return pooled
}

/** Throws when the mail server does not answer, or refuses the sign-in. Sends nothing. */
export async function reachMailServer(url: string): Promise<void> {
  await transportFor(url).verify()
}

/** Ends the connections to the mail server; the next mail opens new ones. */
export function closeMail(): void {
  pooled?.close()
  pooled = undefined
}

/** Whoever watches the folder never sees half a message. */
async function writeWhole(name: string, content: Buffer): Promise<void> {
  const folder = resolve(env().MAIL_DIR)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, `.${name}.part`), content, { mode: 0o600 })
  await rename(join(folder, `.${name}.part`), join(folder, name))
}
