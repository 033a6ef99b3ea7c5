import { resolve } from 'node:path';
import { objectPlaceOf } from '../objects/object.place.js';
import type { FileStore } from './file-store.js';
import { FolderFiles } from './folder.files.js';

/** The files at a place: `s3://bucket/prefix`, or a folder. The S3 client is loaded only where it is used. */
export async function openFiles(place: string, endpoint?: string): Promise<FileStore> {
  const object = objectPlaceOf(place, endpoint);
  if (!object) return new FolderFiles(resolve(place));
  const { ObjectFiles } = await import('./object.files.js');
  return new ObjectFiles(object);
}
