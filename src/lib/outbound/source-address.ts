import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { env } from '../env.ts'
import { type Address, AddressRefused, bare, networks } from './address.ts'

/** Of one machine's or one link's own use, among them where clouds tell machines their credentials. */
const never = networks([
  ...['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4', '100.100.100.200/32'],
  ...['::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::/32', '2002::/16', '64:ff9b::/96'],
])
const loopback = networks(['127.0.0.0/8', '::1/128'])
/** IPv4 written as IPv6. */
const mapped = networks(['::ffff:0:0/96'])

/**
 * Looks the host of a company's own database up once and returns the address to connect to, so that no second look-up
 * can lead elsewhere. Private networks are where databases are; throws AddressRefused for all other special addresses.
 */
export async function sourceAddress(host: string): Promise<Address> {
  const family = isIP(bare(host))
  const found = family ? [{ address: bare(host), family }] : await lookup(host, { all: true })
  const addresses = found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }) as const)
  const allowed = addresses.find((address) => isOpen(host, address))
  if (allowed) return allowed
  const where = family ? host : `${host}, which is at ${addresses[0]?.address},`
  throw new AddressRefused(
    `This installation does not connect to ${where} because no company’s database may be there.`,
  )
}

function isOpen(host: string, { address, family }: Address): boolean {
  const type = family === 6 ? 'ipv6' : 'ipv4'
  if (never.check(address, type) || (family === 6 && mapped.check(address, type))) return false
  if (loopback.check(address, type)) return env().SOURCE_LOOPBACK
  const listed = env().SOURCE_HOSTS.split(',').filter(Boolean)
  if (listed.length === 0) return true
  const names = listed.filter((one) => !one.includes('/'))
  if (names.some((name) => name.toLowerCase() === bare(host).toLowerCase() || name === address)) return true
  return networks(listed.filter((one) => one.includes('/'))).check(address, type)
}
