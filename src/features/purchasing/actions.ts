'use server'

import { listItems } from '#src/features/suppliers/queries/list-items.ts'
import { answer } from '#src/lib/http/action.ts'
import { changeOrder } from './commands/change-order.ts'
import { confirmOrder } from './commands/confirm-order.ts'
import { createDelivery } from './commands/create-delivery.ts'
import { createOrder } from './commands/create-order.ts'
import {
  approveOrder,
  cancelOrder,
  closeOrder,
  returnOrder,
  sendOrder,
  submitOrder,
} from './commands/move-order.ts'
import { orderSuggestions } from './commands/order-suggestions.ts'
import { reverseDelivery } from './commands/reverse-delivery.ts'
import { updatePurchasingSettings } from './commands/update-settings.ts'
import type { CreateDeliveryInput } from './deliveries/schema.ts'
import type { ChangeOrderInput, ConfirmOrderInput, CreateOrderInput } from './orders/schema.ts'
import type { OrderSuggestionsInput } from './reorder/schema.ts'
import type { UpdateSettingsInput } from './settings/schema.ts'

export async function createOrderAction(input: CreateOrderInput) {
  return answer(createOrder, input)
}

/** `version` is the one that the person saw, here and below. */
export async function changeOrderAction(input: ChangeOrderInput, version: number) {
  return answer(changeOrder, input, version)
}

export async function submitOrderAction(id: string, version: number) {
  return answer(submitOrder, { id }, version)
}

export async function approveOrderAction(id: string, version: number) {
  return answer(approveOrder, { id }, version)
}

export async function sendOrderAction(id: string, version: number) {
  return answer(sendOrder, { id }, version)
}

export async function returnOrderAction(id: string, version: number, reason: string) {
  return answer(returnOrder, { id, reason }, version)
}

export async function cancelOrderAction(id: string, version: number, reason: string) {
  return answer(cancelOrder, { id, reason }, version)
}

export async function closeOrderAction(id: string, version: number, reason: string) {
  return answer(closeOrder, { id, ...(reason && { reason }) }, version)
}

export async function confirmOrderAction(input: ConfirmOrderInput, version: number) {
  return answer(confirmOrder, input, version)
}

export async function createDeliveryAction(input: CreateDeliveryInput) {
  return answer(createDelivery, input)
}

export async function reverseDeliveryAction(id: string, reason: string) {
  return answer(reverseDelivery, { id, reason })
}

export async function updateSettingsAction(input: UpdateSettingsInput) {
  return answer(updatePurchasingSettings, input)
}

export async function orderSuggestionsAction(input: OrderSuggestionsInput) {
  return answer(orderSuggestions, input)
}

/** What a supplier asks for its items, while an order is written. */
export async function priceListAction(supplierId: string) {
  return answer(listItems, { id: supplierId })
}
