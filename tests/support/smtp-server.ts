import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

/** What the server does to whoever comes next, until another behaviour is set. */
export type Behaviour = 'accept' | 'hang up' | 'silent' | 'hang up after DATA' | Refusal

interface Refusal {
  at: 'MAIL FROM' | 'RCPT TO' | 'DATA'
  code: number
}

/** A mail server whose answers a test writes. */
export interface ScriptedSmtpServer {
  url: string
  behaviour: Behaviour
  /** Every message whose last byte arrived, whatever was answered. */
  received: Email[]
  /** What happens between the message and the answer to it. */
  beforeAnswer: () => Promise<void>
}

/** Before it stands a door that can keep silent: no bytes go either way. */
export async function startSmtpServer(): Promise<ScriptedSmtpServer> {
  const scripted: ScriptedSmtpServer = {
    url: '',
    behaviour: 'accept',
    received: [],
    beforeAnswer: async () => {},
  }
  const refuse = (at: Refusal['at']) => {
    const { behaviour } = scripted
    if (typeof behaviour === 'string' || behaviour.at !== at) return null
    return Object.assign(new Error('not this one'), { responseCode: behaviour.code })
  }
  const sockets = new Set<Socket>()
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_, __, done) => done(refuse('MAIL FROM')),
    onRcptTo: (_, __, done) => done(refuse('RCPT TO')),
    async onData(stream, _, done) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      scripted.received.push(await PostalMime.parse(Buffer.concat(chunks)))
      await scripted.beforeAnswer()
      if (scripted.behaviour === 'hang up after DATA') {
        for (const socket of sockets) socket.destroy()
        return
      }
      done(refuse('DATA'))
    },
  })
  smtp.on('error', () => {})
  const door = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    if (scripted.behaviour === 'hang up') socket.resetAndDestroy()
    else if (scripted.behaviour !== 'silent') smtp.server.emit('connection', socket)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  scripted.url = `smtp://127.0.0.1:${(door.address() as AddressInfo).port}`
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    door.close()
  })
  return scripted
}
