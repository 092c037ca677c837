import { expect, it } from 'vitest'
import { createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { accountSweeps } from './sweeps.ts'

it('what the doors keep for a while is removed when its time is over, and nothing else', async () => {
  const { id } = await createTenant(0)
  await ownerRows(`insert into sign_in_throttles (key, failures, updated_at) values
    ('account:old', 3, now() - interval '31 minutes'), ('account:new', 3, now() - interval '14 minutes')`)
  await ownerRows(`insert into rate_limits (principal, requests, window_ends_at) values
    ('old', 3, now() - interval '2 minutes'), ('new', 3, now() + interval '1 minute')`)
  await ownerRows(
    `insert into idempotency_keys (tenant_id, principal_id, route, key, request_hash, created_at) values
     ($1, $1, 'POST /x', 'old', '', now() - interval '25 hours'), ($1, $1, 'POST /x', 'new', '', now())`,
    [id],
  )
  await ownerRows(
    `insert into request_nonces (tenant_id, key_id, nonce, seen_at) values
     ($1, 'k', 'old', now() - interval '11 minutes'), ($1, 'k', 'new', now() - interval '9 minutes')`,
    [id],
  )
  await ownerRows(
    `insert into error_groups (tenant_id, fingerprint, place, name, message, last_request_id, last_seen_at) values
     ($1, 'old', 'x', 'Error', '', 'r', now() - interval '91 days'), ($1, 'new', 'x', 'Error', '', 'r', now())`,
    [id],
  )
  const worker = { id, name: 'test' }
  const removed = []
  for (const sweep of accountSweeps) removed.push(await sweep.run(worker))
  expect(removed).toEqual([1, 1, 1, 1, 1])
  expect(await ownerRows('select key from sign_in_throttles')).toEqual([{ key: 'account:new' }])
  expect(await ownerRows('select principal from rate_limits')).toEqual([{ principal: 'new' }])
  expect(await ownerRows('select nonce from request_nonces')).toEqual([{ nonce: 'new' }])
  expect(await ownerRows('select fingerprint from error_groups')).toEqual([{ fingerprint: 'new' }])
  expect(await ownerRows('select key from idempotency_keys')).toEqual([{ key: 'new' }])
})
