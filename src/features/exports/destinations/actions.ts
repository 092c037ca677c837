'use server'

import { answer } from '#src/lib/http/action.ts'
import { createDestination } from './commands/create.ts'
import { deleteDestination } from './commands/delete.ts'
import { retryDelivery } from './commands/retry-delivery.ts'
import { testDestination } from './commands/test.ts'
import { updateDestination } from './commands/update.ts'
import { getDestination } from './queries/get.ts'
import { listDeliveries } from './queries/list-deliveries.ts'
import type { CreateDestinationInput, UpdateDestinationInput } from './record/schema.ts'

export async function createDestinationAction(input: CreateDestinationInput) {
  return answer(createDestination, input)
}

export async function updateDestinationAction(input: UpdateDestinationInput) {
  return answer(updateDestination, input)
}

export async function deleteDestinationAction(id: string) {
  return answer(deleteDestination, { id })
}

export async function testDestinationAction(id: string) {
  return answer(testDestination, { id })
}

export async function getDestinationAction(id: string) {
  return answer(getDestination, { id })
}

export async function listDeliveriesAction(id: string) {
  return answer(listDeliveries, { id, limit: 100 })
}

export async function retryDeliveryAction(id: string, delivery: string) {
  return answer(retryDelivery, { id, delivery })
}
