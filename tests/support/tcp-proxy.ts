import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

/** A stretch of network between the product and a server, its database unless said otherwise, that a test may cut. */
export class TcpProxy {
  /** The server's address as it leads through here. */
  readonly url: string
  /** What the server says from these bytes on comes a moment later, as on a slow network. */
  pauseBefore: string | undefined
  readonly #pairs = new Set<[Socket, Socket]>()
  #state: 'open' | 'closed' | 'silent' = 'open'

  constructor(url: string) {
    this.url = url
  }

  /** Carries bytes, on new connections: those that fell silent are reset, as after a long partition. */
  open(): void {
    if (this.#state === 'silent') this.#dropAll()
    this.#state = 'open'
  }

  /** Drops every connection, and each new one at once. */
  close(): void {
    this.#state = 'closed'
    this.#dropAll()
  }

  /** Nothing gets through any more, and nobody is told; new connections are taken and not answered. */
  fallSilent(): void {
    this.#state = 'silent'
  }

  /** Carries nothing of what is under way, which comes once it goes on. */
  hold(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.pause()
  }

  goOn(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.resume()
  }

  take(client: Socket, host: string, port: number): void {
    client.on('error', () => {})
    if (this.#state === 'closed') {
      client.resetAndDestroy()
      return
    }
    const server = connect(port, host)
    server.on('error', () => {})
    const pair: [Socket, Socket] = [client, server]
    this.#pairs.add(pair)
    this.#carry(client, server)
    this.#carry(server, client)
    for (const socket of pair) {
      socket.on('close', () => {
        this.#pairs.delete(pair)
        // Whoever hangs up in the silence is not heard on the other side.
        if (this.#state === 'open') for (const other of pair) other.destroy()
      })
    }
  }

  #carry(from: Socket, to: Socket): void {
    from.on('data', (chunk: Buffer) => {
      if (this.#state !== 'open') return
      const at = this.pauseBefore === undefined ? -1 : chunk.indexOf(this.pauseBefore, 0, 'latin1')
      if (at === -1) {
        to.write(chunk)
        return
      }
      to.write(chunk.subarray(0, at))
      setTimeout(() => to.write(chunk.subarray(at)), 50)
    })
  }

  #dropAll(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy()
  }
}

/** A proxy before that server, or the database of DATABASE_URL, open at first. */
export async function startProxy(server = process.env.DATABASE_URL!): Promise<TcpProxy> {
  const url = new URL(server)
  const { hostname, port } = url
  const door = createServer()
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  url.hostname = '127.0.0.1'
  url.port = String((door.address() as AddressInfo).port)
  const proxy = new TcpProxy(url.toString())
  door.on('connection', (client) => proxy.take(client, hostname, Number(port)))
  afterAll(async () => {
    proxy.close()
    door.close()
  })
  return proxy
}
