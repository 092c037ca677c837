import { afterEach, describe, expect, it, vi } from 'vitest'
import { ownerRows } from '../../../tests/support/owner.ts'
import { Listener } from './listener.ts'

let listener: Listener | undefined

afterEach(() => listener?.close())

const notify = (channel: string, payload: string) => ownerRows('select pg_notify($1, $2)', [channel, payload])

/** The listening connections of this test's database. */
const connections = () =>
  ownerRows<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'waybill listener' and datname = current_database()`,
  )

/** Says it again until it is heard: a listener promises no more than that. */
async function untilHeard(channel: string, payload: string, heard: string[]): Promise<void> {
  await vi.waitFor(
    async () => {
      await notify(channel, payload)
      expect(heard).toContain(payload)
    },
    { timeout: 20_000, interval: 50 },
  )
}

describe('the listener', () => {
  it('hears its channels, each for itself, over one connection', async () => {
    listener = new Listener()
    const [first, second]: [string[], string[]] = [[], []]
    listener.listen('first', (payload) => first.push(payload))
    await untilHeard('first', 'a', first)
    listener.listen('Second "channel"', (payload) => second.push(payload))
    await untilHeard('Second "channel"', 'b', second)
    expect(first).not.toContain('b')
    expect(await connections()).toHaveLength(1)
  })

  it('hears again after its connection was killed', async () => {
    listener = new Listener()
    const heard: string[] = []
    listener.listen('first', (payload) => heard.push(payload))
    listener.listen('second', (payload) => heard.push(payload))
    await untilHeard('first', 'before', heard)
    const [{ pid } = { pid: 0 }] = await connections()
    await ownerRows('select pg_terminate_backend($1)', [pid])
    await untilHeard('first', 'after', heard)
    await untilHeard('second', 'there too', heard)
    expect((await connections()).map((connection) => connection.pid)).not.toContain(pid)
  })

  it('tells nothing to those who left, and ends its connection when it is closed', async () => {
    listener = new Listener()
    const [stayed, left]: [string[], string[]] = [[], []]
    listener.listen('first', (payload) => stayed.push(payload))
    const leave = listener.listen('first', (payload) => left.push(payload))
    await untilHeard('first', 'both', left)
    leave()
    await untilHeard('first', 'one', stayed)
    expect(left).not.toContain('one')
    await listener.close()
    await vi.waitFor(async () => expect(await connections()).toEqual([]), { timeout: 10_000 })
  })
})
