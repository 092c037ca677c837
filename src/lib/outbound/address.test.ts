import { afterEach, expect, it } from 'vitest'
import { env } from '../env.ts'
import { allowedAddress, isAllowedScheme } from './address.ts'

process.env.DATABASE_URL = 'postgresql://localhost/none'
process.env.AUTH_SECRET = 'a secret of the tests, thirty-two characters or more'

const { DELIVERY_NETWORKS } = env()
afterEach(() => {
  env().DELIVERY_NETWORKS = DELIVERY_NETWORKS
})

const refused = [
  ...['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['255.255.255.255', '224.0.0.1', '198.18.0.1', '192.0.2.1'],
  ...['::1', '::', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1'],
  ...['2002:7f00:1::', '2001:db8::1', '[::1]', 'localhost'],
]

it.each(refused)('%s is not sent to', async (host) => {
  env().DELIVERY_NETWORKS = ''
  await expect(allowedAddress(host)).rejects.toThrow('not a public address')
})

it.each(['1.1.1.1', '172.32.0.1', '2606:4700::1111'])('%s is a public address', async (host) => {
  expect((await allowedAddress(host)).address).toBe(host)
})

it('a URL that writes a private address in another way leads to the same one', async () => {
  env().DELIVERY_NETWORKS = ''
  for (const host of ['0x7f.1', '2130706433', '017700000001']) {
    const { hostname } = new URL(`https://${host}/`)
    await expect(allowedAddress(hostname), host).rejects.toThrow('not a public address')
  }
})

it('a network that the installation opens may be entered, and no other', async () => {
  env().DELIVERY_NETWORKS = '10.2.0.0/16,127.0.0.0/8'
  expect(await allowedAddress('10.2.3.4')).toEqual({ address: '10.2.3.4', family: 4 })
  await expect(allowedAddress('10.3.0.1')).rejects.toThrow('10.3.0.1')
})

it('http is for this machine alone, and only where its network is open', () => {
  const may = (url: string) => isAllowedScheme(new URL(url))
  env().DELIVERY_NETWORKS = '127.0.0.0/8,10.0.0.0/8'
  expect([may('https://example.com'), may('http://127.0.0.1:80')]).toEqual([true, true])
  expect([may('http://10.0.0.1'), may('http://example.com'), may('ftp://127.0.0.1')]).toEqual([
    ...[false, false, false],
  ])
  env().DELIVERY_NETWORKS = ''
  expect(may('http://127.0.0.1')).toBe(false)
})
