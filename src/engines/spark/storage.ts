/** A folder that this machine and the cluster both reach, for one run. What is in it is gone after `remove`. */
export interface SharedStorage {
  /** The folder as the cluster names it. */
  readonly address: string;
  /** Puts a local file there under that name, once it is whole. */
  put(path: string, name: string): Promise<void>;
  /** Names of the files in a folder there. */
  list(folder: string): Promise<readonly string[]>;
  /** Brings `folder/name` home. */
  get(folder: string, name: string, path: string): Promise<void>;
  /** Removes the folder with all that is in it. */
  remove(): Promise<void>;
}
