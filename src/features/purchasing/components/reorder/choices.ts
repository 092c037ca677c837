import type { OrderSuggestionsInput, SuggestionResource } from '../../reorder/schema.ts'

/** What somebody decides about one suggestion. */
export interface Choice {
  isSelected: boolean
  quantity: number | string
  supplierId: string | null
}

type Candidate = SuggestionResource['suppliers'][number]

/** The one that is ranked first, with what has to be ordered of it. */
export function firstChoice({ suppliers, quantity }: SuggestionResource): Choice {
  const first = suppliers.find(({ offer }) => offer)
  return {
    isSelected: false,
    quantity: first?.offer?.order_quantity ?? quantity,
    supplierId: first?.supplier.id ?? null,
  }
}

export function chosenOf({ suppliers }: SuggestionResource, { supplierId }: Choice): Candidate | undefined {
  return suppliers.find(({ supplier }) => supplier.id === supplierId)
}

/** The lines to draft; a quantity that is not a number above 0 is named by its item. */
export function linesOf(
  suggestions: SuggestionResource[],
  choices: Record<string, Choice>,
): { lines: OrderSuggestionsInput['lines']; wrong: string[] } {
  const selected = suggestions.filter(({ item_id }) => choices[item_id]?.isSelected)
  const wrong = selected.filter(({ item_id }) => !(Number(choices[item_id]!.quantity) > 0))
  return {
    wrong: wrong.map(({ item_id }) => item_id),
    lines: selected.map(({ item_id }) => {
      const { quantity, supplierId } = choices[item_id]!
      return { item_id, quantity: Number(quantity), ...(supplierId ? { supplier_id: supplierId } : {}) }
    }),
  }
}
