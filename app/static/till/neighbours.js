/** The other tabs of this till: what one keeps or delivers, the others take up. */

export class Neighbours {
  /** `heard(news)` is told what another tab did: `facts`, or `kept` for who sells, where. */
  constructor(heard) {
    this.channel = new BroadcastChannel("bourse-till");
    this.channel.onmessage = ({ data }) => heard(data);
  }

  /** Tell the other tabs. */
  tell(news) {
    this.channel.postMessage(news);
  }
}
