import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import {
  type Behaviour,
  type ScriptedSmtpServer,
  startSmtpServer,
} from '../../../tests/support/smtp-server.ts'
import { closeMail, refusalOf, sendMail } from './mail.ts'

let server: ScriptedSmtpServer
const mail = { id: 'a-mail', to: 'reader@example.com', subject: 'Größe: 7 €', text: 'Sign in to open it.' }

beforeAll(async () => {
  server = await startSmtpServer()
  vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1/none')
  vi.stubEnv('AUTH_SECRET', 'a secret of the tests, thirty-two characters or more')
  vi.stubEnv('APP_URL', 'http://localhost:3999')
  vi.stubEnv('SMTP_URL', server.url)
  vi.stubEnv('SMTP_TIMEOUT_SECONDS', '2')
})

beforeEach(() => {
  closeMail()
  server.received.length = 0
})

it('a mail arrives as it was written, under its own name', async () => {
  server.behaviour = 'accept'
  await sendMail(mail)
  expect(server.received).toMatchObject([
    { subject: mail.subject, to: [{ address: mail.to }], messageId: '<a-mail@localhost>' },
  ])
  expect(server.received[0]!.text).toContain(mail.text)
})

const faults: [string, Behaviour, string | undefined][] = [
  ['hangs up at once', 'hang up', undefined],
  ['says nothing', 'silent', undefined],
  ['has no room just now', { at: 'RCPT TO', code: 452 }, undefined],
  ['greylists the message', { at: 'DATA', code: 451 }, undefined],
  ['does not take the sender', { at: 'MAIL FROM', code: 550 }, 'sender'],
  ['does not know the address', { at: 'RCPT TO', code: 550 }, 'address'],
  ['does not like the message', { at: 'DATA', code: 554 }, 'message'],
]

it.each(faults)('a server that %s fails the mail', async (_, behaviour, refusal) => {
  server.behaviour = behaviour
  const error = await sendMail(mail).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(Error)
  expect(refusalOf(error)).toBe(refusal)
})

it('a server that takes the message and hangs up gets it once', async () => {
  server.behaviour = 'hang up after DATA'
  await expect(sendMail(mail)).rejects.toThrow()
  expect(server.received).toHaveLength(1)
})
