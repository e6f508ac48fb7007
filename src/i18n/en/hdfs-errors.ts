/** What can go wrong with files in HDFS. */
export const hdfsErrors = {
  hdfs_bad_address: (p: { address: string }) =>
    `"${p.address}" is no address in HDFS. Write it as webhdfs://host:9870/path, or as hdfs://host/path.`,
  hdfs_no_host: (p: { address: string }) =>
    `${p.address}: the address names no host. Write webhdfs://host:9870/path, or say where WebHDFS is with --webhdfs.`,
  hdfs_bad_endpoint: (p: { value: string }) =>
    `"${p.value}" is no address of WebHDFS. Give --webhdfs (or VITRINA_WEBHDFS) a URL such as http://namenode:9870; a user or token does not belong in it.`,
  hdfs_unreachable: (p: { address: string; origin: string; cause: string }) =>
    `${p.address}: nothing answers at ${p.origin} (${p.cause}). Check that HDFS runs; where its web port is another one, give it with --webhdfs http://host:port.`,
  hdfs_node_unreachable: (p: { origin: string; cause: string }) =>
    `The node that holds the data does not answer (${p.origin}, ${p.cause}). This machine must reach the DataNodes under the names HDFS has for them: check names and firewall, or use a gateway with --webhdfs.`,
  hdfs_not_webhdfs: (p: { address: string; origin: string; cause: string }) =>
    `${p.address}: ${p.origin} answers, but not as WebHDFS (${p.cause}). Check the port: the NameNode's web port is usually 9870.`,
  hdfs_login: (p: { origin: string }) =>
    `${p.origin} wants a login (Kerberos). Put a delegation token into VITRINA_HDFS_TOKEN, or use a gateway that needs none with --webhdfs.`,
  hdfs_token_refused: (p: { origin: string }) =>
    `${p.origin} refuses the delegation token. It has expired or belongs to another cluster: put a new one into VITRINA_HDFS_TOKEN.`,
  hdfs_not_found: (p: { address: string }) =>
    `${p.address}: no such file or folder. See what is there with: vitrina files ls`,
  hdfs_denied: (p: { address: string; user: string; cause: string }) =>
    `${p.address}: ${p.user} may not do this (${p.cause}). Ask as another user with --user, or have the permissions changed.`,
  hdfs_safe_mode: (p: { origin: string }) =>
    `${p.origin} is in safe mode, so nothing can be written. It ends by itself after a start; otherwise look at the NameNode's page.`,
  hdfs_standby: (p: { origin: string }) =>
    `${p.origin} is not the active NameNode. Give all of them with --webhdfs, with commas between.`,
  hdfs_full: (p: { address: string; cause: string }) =>
    `${p.address}: HDFS has no room for it (${p.cause}). Free some space or have the quota raised; what was there is untouched.`,
  hdfs_in_the_way: (p: { address: string }) =>
    `${p.address}: a file stands where a folder is needed, or a folder where a file is. Choose another place.`,
  hdfs_failed: (p: { address: string; cause: string }) => `${p.address}: HDFS refuses (${p.cause}).`,
  hdfs_differs: (p: { address: string }) =>
    `${p.address}: the copy differs from the original, so it was thrown away. Try again; if it stays so, the file was changed meanwhile or is damaged.`,
  files_exist: (p: { count: number; first: string }) =>
    p.count === 1
      ? `${p.first}: this file exists with another content. Replace it with --force, or choose another place.`
      : `${p.first} and ${p.count - 1} more exist with another content. Replace them with --force, or choose another place.`,
  files_twice: (p: { target: string }) =>
    `${p.target}: two files would get this name. Give them in separate calls, or different places.`,
  files_not_plain: (p: { file: string }) =>
    `${p.file}: neither a file nor a folder, so it cannot be sent. Leave it out.`,
};
