// The table that is written: headings, widths in characters, and what a spreadsheet shows.

/** @type {{ label: string, width: number, kind: 'text' | 'timestamp' | 'number' | 'boolean', format?: string }[]} */
export const columns = [
  { label: 'ID', width: 38, kind: 'text' },
  { label: 'Created', width: 20, kind: 'timestamp', format: 'yyyy-mm-dd hh:mm:ss' },
  { label: 'Customer', width: 28, kind: 'text' },
  { label: 'SKU', width: 12, kind: 'text' },
  { label: 'Quantity', width: 10, kind: 'number', format: '#,##0' },
  { label: 'Unit price', width: 12, kind: 'number', format: '#,##0.00' },
  { label: 'Amount', width: 14, kind: 'number', format: '#,##0.00' },
  { label: 'Status', width: 11, kind: 'text' },
  { label: 'Returned', width: 10, kind: 'boolean' },
  { label: 'Note', width: 32, kind: 'text' },
]
