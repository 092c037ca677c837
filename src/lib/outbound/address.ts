import { lookup } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { env } from '../env.ts'

export interface Address {
  address: string
  family: 4 | 6
}

/** Where nothing may be sent: the message says why. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** IPv4 networks that are private, local, reserved or for one machine's own use (IANA special-purpose registry). */
const closed4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]
/** Of IPv6 only 2000::/3 is public; these parts of it lead elsewhere. */
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const closed = networks([...closed4, ...closed6])
const public6 = networks(['2000::/3'])

/** Whether anything may be sent to this address. */
export function isAllowed({ address, family }: Address): boolean {
  const type = family === 6 ? 'ipv6' : 'ipv4'
  if (networks(env().DELIVERY_NETWORKS.split(',').filter(Boolean)).check(address, type)) return true
  return !closed.check(address, type) && (family === 4 || public6.check(address, 'ipv6'))
}

/**
 * Looks a host up once and returns the address to connect to, so that no second look-up can lead elsewhere. Throws
 * AddressRefused when all its addresses are private.
 */
export async function allowedAddress(host: string): Promise<Address> {
  const family = isIP(bare(host))
  const found = family ? [{ address: bare(host), family }] : await lookup(host, { all: true })
  const addresses = found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }) as const)
  const allowed = addresses.find(isAllowed)
  if (allowed) return allowed
  throw new AddressRefused(
    `${host} ${family ? 'is' : `leads to ${addresses[0]?.address}, which is`} not a public address, so nothing was sent there.`,
  )
}

/** For agents that look hosts up themselves: the same rules in the form that sockets take. */
export const allowedLookup: LookupFunction = (host, { all }, done) => {
  allowedAddress(host).then(
    (found) => (all ? done(null, [found]) : done(null, found.address, found.family)),
    (error) => done(error, ''),
  )
}

/** Whether an address may be written with http: only to this machine, where the installation allows that. */
export function isAllowedScheme(url: URL): boolean {
  if (url.protocol === 'https:') return true
  const host = bare(url.hostname)
  const isLoopback = host === '::1' || host.startsWith('127.')
  return (
    url.protocol === 'http:' && isLoopback && isAllowed({ address: host, family: host === '::1' ? 6 : 4 })
  )
}

export function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}

export function networks(list: readonly string[]): BlockList {
  const found = new BlockList()
  for (const network of list) {
    const [address = '', bits] = network.split('/')
    found.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return found
}
