import type { CustomDataset } from '#src/features/datasets/custom/record/schema.ts'
import type { Source } from '#src/features/sources/record/schema.ts'
import type { Stored } from './changes.ts'
import { type Definition, readDefinitions, writeDefinitions } from './file.ts'

/** The definitions of a running Waybill, over its API. */
export class DefinitionsApi {
  readonly #url: string
  readonly #key: string
  #sources: Source[] = []

  constructor(url: string, key: string) {
    this.#url = url
    this.#key = key
  }

  async read(): Promise<Stored[]> {
    this.#sources = await this.#all<Source>('/sources')
    const stored: Stored[] = []
    for (const source of this.#sources)
      for (const dataset of await this.#all<CustomDataset>(`/sources/${source.id}/datasets`))
        stored.push({ definition: definitionOf(dataset, source.name), version: dataset.version })
    return stored
  }

  /** Makes the dataset, or changes the one of that version. */
  async write(definition: Definition, version: number | undefined): Promise<void> {
    const { source, key, schema, name, ...chosen } = definition
    const found = this.#sources.find((one) => one.name === source)
    if (!found) throw new Error(`${key}: there is no source named ${source}. Connect it first.`)
    if (version === undefined)
      await this.#call('POST', '/datasets', { source_id: found.id, key, schema, name, ...chosen })
    else await this.#call('PUT', `/datasets/${key}`, { ...chosen, version })
  }

  async #all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = []
    for (let page = 1; ; page += 1) {
      const { data, pagination } = await this.#call<{ data: Item[]; pagination: { has_more: boolean } }>(
        'GET',
        `${path}?limit=100&page=${page}`,
      )
      items.push(...data)
      if (!pagination.has_more) return items
    }
  }

  async #call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#key}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((cause: unknown) => {
      throw new Error(`${this.#url} does not answer. Check the address.`, { cause })
    })
    // What stands in between may answer with a page.
    const answer = await response.json().catch(() => ({}))
    const wrong: { path: string; message: string }[] = answer.errors ?? []
    const lines = wrong.map(({ path, message }) => `\n  ${path}: ${message}`)
    if (!response.ok)
      throw new Error(`${method} ${path}: ${answer.detail ?? response.statusText}${lines.join('')}`)
    return answer
  }
}

function definitionOf(dataset: CustomDataset, source: string): Definition {
  const { key, schema, name, label, description, readers, columns, default_sort, fixed_filters } = dataset
  const chosen = columns.map(({ name, via, key, label, shown }) => ({ name, via, key, label, shown }))
  const rest = { key, schema, name, label, description, readers, default_sort, fixed_filters }
  // Written and read once, so that both sides of a comparison are alike.
  const [definition] = readDefinitions(writeDefinitions([{ ...rest, source, columns: chosen } as Definition]))
  return definition!
}
