import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { Emit } from '../../rows/emit.ts'

const compress = promisify(deflate)
const level = 4
/** Pages that are compressed while the next ones are laid out. */
const mostWaiting = 4
/** Viewers find a page faster in a tree than in one long list. */
const pagesPerNode = 64

interface Waiting {
  id: number
  /** The body of a page object; '' for its compressed operators. */
  body: string
  bytes: Promise<Buffer>
}

/** A PDF of pages that are written as they come; only the places of its objects stay in memory. */
export class PdfDocument {
  pages = 0
  readonly #emit: Emit
  readonly #offsets: number[] = [0]
  readonly #nodes: { id: number; kids: string[] }[] = []
  readonly #root: number
  #waiting: Waiting[] = []
  #at = 0

  constructor(emit: Emit) {
    this.#emit = emit
    this.#root = this.reserve()
  }

  async begin(): Promise<void> {
    // The second line tells programs that the file is not text.
    await this.#write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'))
  }

  /** A number for an object that is written later. */
  reserve(): number {
    return this.#offsets.push(-1) - 1
  }

  async object(body: string, id = this.reserve()): Promise<number> {
    await this.#flush(0)
    await this.#writeObject(id, Buffer.from(body, 'latin1'))
    return id
  }

  /** A compressed stream; `entries` are further ones of its dictionary. */
  async stream(entries: string, bytes: Uint8Array, id = this.reserve()): Promise<number> {
    await this.#flush(0)
    await this.#writeStream(id, entries, await compress(bytes, { level }))
    return id
  }

  /** Takes the page's operators, which must not change any more. */
  async addPage(content: Uint8Array): Promise<void> {
    if (this.pages % pagesPerNode === 0) this.#nodes.push({ id: this.reserve(), kids: [] })
    const node = this.#nodes.at(-1) as { id: number; kids: string[] }
    this.pages++
    node.kids.push(this.#queuePage(node.id, content))
    await this.#flush(mostWaiting)
  }

  /** The page tree, then everything that readers look for at the end of the file. */
  async end(closing: {
    /** A page to stand before all others. */
    first?: Uint8Array | undefined
    /** What all pages share, as entries of a dictionary. */
    shared: string
    catalog: string
    info: string
    identity: string
  }): Promise<void> {
    const kids: string[] = []
    if (closing.first) kids.push(this.#queuePage(this.#root, closing.first))
    await this.#flush(0)
    for (const { id, kids: own } of this.#nodes) {
      kids.push(`${id} 0 R`)
      await this.object(
        `<</Type/Pages/Parent ${this.#root} 0 R/Count ${own.length}/Kids[${own.join(' ')}]>>`,
        id,
      )
    }
    const count = this.pages + (closing.first ? 1 : 0)
    await this.object(`<</Type/Pages/Count ${count}/Kids[${kids.join(' ')}]${closing.shared}>>`, this.#root)
    const catalog = await this.object(`<</Type/Catalog/Pages ${this.#root} 0 R${closing.catalog}>>`)
    const info = await this.object(closing.info)
    await this.#writeIndex(catalog, info, closing.identity)
  }

  #queuePage(parent: number, content: Uint8Array): string {
    const id = this.reserve()
    this.#waiting.push({ id, body: '', bytes: compress(content, { level }) })
    const page = this.reserve()
    const body = `<</Type/Page/Parent ${parent} 0 R/Contents ${id} 0 R>>`
    this.#waiting.push({ id: page, body, bytes: Promise.resolve(Buffer.alloc(0)) })
    return `${page} 0 R`
  }

  /** Writes what waits, in order, until no more than `left` pages do. */
  async #flush(left: number): Promise<void> {
    while (this.#waiting.length > 2 * left) {
      const { id, body, bytes } = this.#waiting.shift() as Waiting
      if (body) await this.#writeObject(id, Buffer.from(body, 'latin1'))
      else await this.#writeStream(id, '', await bytes)
    }
  }

  async #writeStream(id: number, entries: string, bytes: Buffer): Promise<void> {
    const head = `<<${entries}/Filter/FlateDecode/Length ${bytes.length}>>\nstream\n`
    await this.#writeObject(
      id,
      Buffer.concat([Buffer.from(head, 'latin1'), bytes, Buffer.from('\nendstream')]),
    )
  }

  async #writeObject(id: number, body: Buffer): Promise<void> {
    this.#offsets[id] = this.#at
    await this.#write(Buffer.concat([Buffer.from(`${id} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  }

  /** Where every object begins. */
  async #writeIndex(catalog: number, info: number, identity: string): Promise<void> {
    const start = this.#at
    const places = this.#offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
    const size = this.#offsets.length
    const id = createHash('sha256').update(identity).digest('hex').slice(0, 32)
    await this.#write(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`))
    const trailer = `<</Size ${size}/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]>>`
    await this.#write(Buffer.from(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`))
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#emit(bytes)
    this.#at += bytes.length
  }
}

/** A text as a PDF string: UTF-16 with its mark, in hexadecimal digits. */
export function pdfText(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}
