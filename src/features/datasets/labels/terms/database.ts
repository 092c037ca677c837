import type { Terms } from './terms.ts'

/** What the database itself does, and the advice about it. */
export const databaseTerms: Terms = {
  At: ['Zeitpunkt', 'Instant'],
  'Blocks from disk': ['Blöcke von der Platte', 'Blocs lus sur le disque'],
  'Blocks from memory': ['Blöcke aus dem Speicher', 'Blocs lus en mémoire'],
  Bytes: ['Bytes', 'Octets'],
  'Bytes of temporary files': ['Bytes temporärer Dateien', 'Octets de fichiers temporaires'],
  'Bytes of the database': ['Bytes der Datenbank', 'Octets de la base de données'],
  Calls: ['Aufrufe', 'Appels'],
  Connections: ['Verbindungen', 'Connexions'],
  Deadlocks: ['Verklemmungen', 'Interblocages'],
  'Deleted rows': ['Gelöschte Zeilen', 'Lignes supprimées'],
  Evidence: ['Belege', 'Preuves'],
  Fingerprint: ['Fingerabdruck', 'Signature'],
  'First seen': ['Zuerst gesehen am', 'Vu pour la première fois le'],
  'Free bytes of the disk': ['Freie Bytes der Platte', 'Octets libres sur le disque'],
  'Idle in a transaction': ['Untätig in einer Transaktion', 'Inactives dans une transaction'],
  Index: ['Index', 'Index'],
  'Last seen': ['Zuletzt gesehen am', 'Vu pour la dernière fois le'],
  Milliseconds: ['Millisekunden', 'Millisecondes'],
  'Milliseconds per call': ['Millisekunden je Aufruf', 'Millisecondes par appel'],
  'Most connections': ['Höchstzahl der Verbindungen', 'Nombre maximal de connexions'],
  'Oldest transaction': ['Älteste Transaktion', 'Transaction la plus ancienne'],
  'Oldest transaction in seconds': [
    'Älteste Transaktion in Sekunden',
    'Transaction la plus ancienne en secondes',
  ],
  'Share of cost saved': ['Ersparter Anteil der Kosten', 'Part du coût économisée'],
  Statement: ['Anweisung', 'Instruction'],
  'Statement that undoes it': ['Anweisung zum Rückgängigmachen', 'Instruction d’annulation'],
  'Waiting for locks': ['Warten auf Sperren', 'En attente de verrous'],
}
