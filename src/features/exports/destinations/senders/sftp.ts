import { createHash, randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { posix } from 'node:path'
import { Readable } from 'node:stream'
import type SftpClient from 'ssh2-sftp-client'
import { env } from '#src/lib/env.ts'
import { allowedAddress } from '#src/lib/outbound/address.ts'
import type { SftpSettings } from '../record/kinds.ts'
import { problemOf } from './problem.ts'
import { DeliveryProblem, type OutgoingFile, type Receiver, type Sender, type TestResult } from './sender.ts'

interface Secret {
  password?: string
  private_key?: string
  passphrase?: string
}
type Server = Receiver<SftpSettings, Secret>

/** Files on a server: each gets its name when it is whole, so that whoever watches the folder never sees half of one. */
export const sftp: Sender<SftpSettings, Secret> = {
  async deliver({ files, attempt }, to, signal) {
    if (!to.settings.host_key) throw new DeliveryProblem(unconfirmed(to), { isFinal: true })
    return connected(to, signal, async (client) => {
      for (const file of files) await putOnce(client, to.settings, file, attempt)
      return `Delivered: ${files.length} files are in ${placeOf(to)}.`
    })
  },
  async test(to, signal) {
    if (!to.settings.host_key) return showHostKey(to, signal)
    return connected(to, signal, async (client, hostKey) => {
      const path = posix.join(to.settings.folder, `.waybill-test-${randomUUID()}`)
      await client.put(Readable.from(['A test by Waybill.\n']), path)
      await client.rename(path, `${path}.txt`)
      await client.delete(`${path}.txt`)
      const message = `A test file was written to ${placeOf(to)}, renamed and removed again.`
      return { passed: true, message, hostKey }
    })
  },
}

async function putOnce(
  client: SftpClient,
  { folder }: SftpSettings,
  file: OutgoingFile,
  attempt: number,
): Promise<void> {
  const path = posix.join(folder, file.name)
  if (await isThere(client, path, file)) return
  const partOf = (number: number) => posix.join(folder, `.${file.name}.${number}.part`)
  // What earlier attempts left halfway.
  for (let number = 1; number < attempt; number += 1)
    await client.delete(partOf(number), true).catch(() => {})
  const source = await file.open()
  try {
    await whileTaken(source, client.put(source, partOf(attempt)))
    const { size } = await client.stat(partOf(attempt))
    if (size !== file.bytes) {
      throw new DeliveryProblem(
        `The server kept ${size} of the ${file.bytes} bytes of ${file.name}: it may have no room left.`,
      )
    }
    // Of two attempts that end at once the second finds the name taken.
    await client.rename(partOf(attempt), path)
  } catch (error) {
    await client.delete(partOf(attempt), true).catch(() => {})
    if (await isThere(client, path, file).catch(() => false)) return
    // The client tells of a failed stream in words of its own.
    throw source.errored ?? error
  } finally {
    source.destroy()
  }
}

/** Fails when a server takes no bytes for long although its connection is alive. */
async function whileTaken(source: Readable, work: Promise<unknown>): Promise<void> {
  const stalled = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => stalled.reject(new DeliveryProblem('The server stopped taking bytes.')),
    env().DELIVERY_TIMEOUT_SECONDS * 1000,
  )
  source.on('data', () => timer.refresh())
  try {
    await Promise.race([work, stalled.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** A file that bears its own name is whole, because it got that name when it was. */
async function isThere(client: SftpClient, path: string, file: OutgoingFile): Promise<boolean> {
  if (!(await client.exists(path))) return false
  const { size } = await client.stat(path)
  if (size === file.bytes) return true
  throw new DeliveryProblem(`The server already has another file named ${path}. It was left as it is.`, {
    isFinal: true,
  })
}

/** Signs in to the server with the confirmed host key; to any other not even the user name is told. */
async function connected<T>(
  to: Server,
  signal: AbortSignal,
  run: (client: SftpClient, hostKey: string) => Promise<T>,
): Promise<T> {
  const { settings, secret } = to
  const { default: Client } = await import('ssh2-sftp-client')
  const client = new Client('waybill', { error: () => {}, end: () => {}, close: () => {} })
  let socket: Socket | undefined
  const stop = () => socket?.destroy()
  signal.addEventListener('abort', stop)
  const milliseconds = env().DELIVERY_TIMEOUT_SECONDS * 1000
  let shown: string | undefined
  try {
    const { address } = await allowedAddress(settings.host)
    // Without noDelay each block of a file waits for an acknowledgement that comes late.
    socket = connect({ host: address, port: settings.port, noDelay: true })
    await client.connect({
      ...{ sock: socket, username: settings.username },
      ...(secret.password ? { password: secret.password } : {}),
      ...(secret.private_key ? { privateKey: secret.private_key } : {}),
      ...(secret.passphrase ? { passphrase: secret.passphrase } : {}),
      readyTimeout: milliseconds,
      keepaliveInterval: Math.ceil(milliseconds / 3),
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key)
        return shown === settings.host_key
      },
    })
    return await run(client, shown ?? '')
  } catch (error) {
    signal.throwIfAborted()
    if (shown && shown !== settings.host_key) throw otherHostKey(to, shown)
    throw refusalIn(to, error) ?? problemOf(settings.host, error, true)
  } finally {
    signal.removeEventListener('abort', stop)
    await client.end().catch(() => {})
    socket?.destroy()
  }
}

/** Connects just as far as the key exchange, to show which key a person would confirm. */
async function showHostKey(to: Server, signal: AbortSignal): Promise<TestResult> {
  const nobody = { ...to, settings: { ...to.settings, host_key: null } }
  const problem: unknown = await connected(nobody, signal, async () => undefined).catch((error) => error)
  if (!(problem instanceof OtherHostKey)) throw problem
  return { passed: false, message: unconfirmed(to), hostKey: problem.shown }
}

class OtherHostKey extends DeliveryProblem {
  readonly shown: string

  constructor(message: string, shown: string) {
    super(message, { isFinal: true })
    this.shown = shown
  }
}

function otherHostKey({ settings }: Server, shown: string): OtherHostKey {
  return new OtherHostKey(
    `${settings.host} showed the host key ${shown} and not the confirmed ${settings.host_key}. Nothing was sent. If the server has a new key, enter its fingerprint.`,
    shown,
  )
}

/** As `ssh-keygen -l` shows it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** What the server said, where it said something. */
function refusalIn(to: Server, error: unknown): DeliveryProblem | undefined {
  if (error instanceof DeliveryProblem) return undefined
  const { message, code } = error as { message: string; code?: string | number }
  const { host, username } = to.settings
  if (/authentication methods failed/i.test(message)) {
    return new DeliveryProblem(`${host} refused the sign-in of ${username}.`, {}, error)
  }
  if (/no matching/i.test(message)) {
    return new DeliveryProblem(`${host} and Waybill know no common encryption.`, { isFinal: true }, error)
  }
  if (/parse privateKey|passphrase/i.test(message)) {
    return new DeliveryProblem(
      'The private key cannot be read with this passphrase.',
      { isFinal: true },
      error,
    )
  }
  if (/Unexpected (end|close) event|No SFTP connection/.test(message)) {
    return new DeliveryProblem(`${host} broke off the connection.`, { mayHaveArrived: true }, error)
  }
  // The numbers of the protocol, which its servers hardly explain.
  const said: Record<string, string> = {
    2: `There is no folder ${placeOf(to)}.`,
    3: `${username} cannot write to ${placeOf(to)}.`,
    4: `${host} did not take the file. It may have no room left.`,
    14: `${host} has no room left.`,
    15: `${host} has no room left for ${username}.`,
  }
  const sentence = said[String(code)]
  return sentence ? new DeliveryProblem(sentence, {}, error) : undefined
}

function unconfirmed({ settings }: Server): string {
  return `Nobody has confirmed the host key of ${settings.host} yet, so nothing was sent. Compare it with the one you got from the receiver, then confirm it.`
}

function placeOf({ settings }: Server): string {
  return settings.folder ? `${settings.host}: ${settings.folder}` : settings.host
}
