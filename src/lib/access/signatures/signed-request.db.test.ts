import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createTrade } from '#src/features/spend/commands/create-trade.ts'
import { contextsOf, createTenant } from '../../../../tests/support/owner.ts'
import { insertLimit, keyed, purchase } from '../../../../tests/support/spend.ts'
import { generateApiKey } from '../api-keys.ts'
import { signRequest } from './request-signature.ts'
import { signingSecretOf, verifySigned } from './signed-request.ts'

const body = '{"amount": 1}'
const url = 'https://waybill.example/api/fastbreak/trades'

async function caller() {
  const { admin } = await contextsOf(await createTenant(1))
  const { key, prefix } = generateApiKey()
  const context = { ...admin, principal: { ...admin.principal, apiKeyId: randomUUID() } }
  const signed = (keyId = prefix, secret = signingSecretOf(prefix)) =>
    new Request(url, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        ...signRequest({ method: 'POST', url, body }, { keyId, secret }),
      },
    })
  return { context, prefix, signed }
}

const verify = (request: Request, context: Parameters<typeof verifySigned>[2]) =>
  verifySigned(request, Buffer.from(body), context)

it('a signed request is taken once, and moves money, which an unsigned one of a key does not', async () => {
  const { context, signed } = await caller()
  await insertLimit(context.principal.tenantId, { total_cap: 100 })
  const request = signed()
  const verified = await verify(request, context)
  expect((await createTrade.execute(verified, purchase(1), keyed())).outcome).toBe('reserved')
  await expect(verify(request, context)).rejects.toMatchObject({
    code: 'invalid_signature',
    message: expect.stringContaining('used before'),
  })
  await expect(createTrade.execute(context, purchase(1), keyed())).rejects.toMatchObject({
    code: 'signature_required',
  })
})

it('neither the signature of another key holds, nor one beside a session', async () => {
  const { context, prefix, signed } = await caller()
  const other = generateApiKey().prefix
  for (const request of [signed(other, signingSecretOf(other)), signed(prefix, signingSecretOf(other))])
    await expect(verify(request, context)).rejects.toMatchObject({ code: 'invalid_signature' })
  const { apiKeyId: _, ...principal } = context.principal
  await expect(verify(signed(), { ...context, principal })).rejects.toMatchObject({
    code: 'invalid_signature',
  })
})
